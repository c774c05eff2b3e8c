import { shiftTime } from '../auth/people.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { givenStaff } from './staff.js';

const REASON = 'They wrote to us that they cannot log in.';

let app: TestApp;
let staff: TestOwner;

beforeAll(async () => {
  app = await startTestApp();
  staff = await givenStaff(app);
}, 120_000);
afterAll(() => app.close());

describe('what staff do', () => {
  it('lets no session outlive a ban that it raced', async () => {
    for (let round = 0; round < 4; round++) {
      const raced = await app.signUp();
      const body = { email: raced.email, password: raced.password };
      const answers = await Promise.all([
        app.request('POST', '/auth/login', { body }),
        app.request('POST', `/admin/tenants/${raced.tenantId}/ban`, { token: staff.token, body: { reason: REASON } }),
        app.request('POST', '/auth/login', { body }),
      ]);
      expect(answers[1].status).toBe(200);
      const { rows } = await app.owner.query('select 1 from sessions where tenant_id = $1 and revoked_at is null', [raced.tenantId]);
      expect(rows).toEqual([]);
    }
  }, 60_000);

  it('slows who goes from person to person: the 21st impersonation waits', async () => {
    const [eager, customer] = [await givenStaff(app), await app.signUp()];
    const start = async (): Promise<number> =>
      (
        await app.request('POST', `/admin/tenants/${customer.tenantId}/impersonate`, {
          token: eager.token,
          body: { userId: customer.session.me.id, reason: REASON },
        })
      ).status;
    const statuses: number[] = [];
    for (let one = 0; one < 21; one++) statuses.push(await start());
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 201), 429]);
    const later = shiftTime(app, 35_000);
    expect(await start()).not.toBe(429);
    later.back();
  }, 60_000);
});
