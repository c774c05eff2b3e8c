import { type ReconciliationReport, type ReconciliationRun, type Session } from '@orbisvoice/shared-dto';
import { startTestPlatform, type TestPlatform } from '../harness/platform.js';

const PASSWORD = 'correct horse battery staple';

describe('a reconciliation on the real queue', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await startTestPlatform();
  }, 120_000);
  afterAll(() => platform.close());

  const call = async <T>(method: string, path: string, token?: string, body?: object): Promise<T> => {
    const headers = {
      'x-orbis-client': 'console',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body && { 'content-type': 'application/json' }),
    };
    const answer = await fetch(`${platform.url}/api${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    const text = await answer.text();
    return (text ? JSON.parse(text) : null) as T;
  };

  it('is begun by the API and done by a worker', async () => {
    const email = 'staff@orbis.example';
    await call('POST', '/auth/signup', undefined, { email, password: PASSWORD, name: 'Stella Staff', company: 'Staff' });
    await platform.owner.query('update users set is_admin = true, email_verified_at = now() where email = $1', [email]);
    const { accessToken } = await call<Session>('POST', '/auth/login', undefined, { email, password: PASSWORD });
    const { id } = await call<ReconciliationRun>('POST', '/admin/reconciliation', accessToken);
    for (let round = 0; round < 300; round++) {
      const run = await call<ReconciliationReport>('GET', `/admin/reconciliation/${id}`, accessToken);
      if (run.status !== 'running') {
        expect(run).toMatchObject({ status: 'clean', error: null, startedBy: 'Stella Staff' });
        return;
      }
      await new Promise((done) => setTimeout(done, 100));
    }
    throw new Error('no worker took the run');
  }, 60_000);
});
