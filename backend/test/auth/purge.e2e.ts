import { PurgeCredentials } from '../../src/modules/auth/jobs/purge-credentials.job.js';
import { isMe, mint, shiftTime, useApp } from './people.js';

describe('purge of credentials', () => {
  const app = useApp();
  const rows = async (table: string, tenantId: string): Promise<number> =>
    (await app().owner.query(`select 1 from ${table} where tenant_id = $1`, [tenantId])).rows.length;

  it('deletes what can sign nobody in any more, and nothing else', async () => {
    const owner = await app().signUp();
    const gone = await app().signUp();
    await mint(app(), { tenantId: gone.tenantId, userId: gone.session.me.id }, 'reset_password');
    await app().request('POST', '/auth/logout', { headers: { cookie: gone.cookie } });
    const time = shiftTime(app(), 31 * 86_400_000);
    await app().get(PurgeCredentials).run();
    time.back();
    const left = async (tenantId: string) =>
      Promise.all(['sessions', 'refresh_tokens', 'one_time_tokens'].map((table) => rows(table, tenantId)));
    expect(await left(gone.tenantId)).toEqual([0, 0, 0]);
    expect((await left(owner.tenantId)).slice(0, 2)).toEqual([1, 1]);
    expect(await isMe(app(), owner.token)).toBe(200);
  });
});
