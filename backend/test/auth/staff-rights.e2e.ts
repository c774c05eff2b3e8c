import type { StaffChange } from '@orbisvoice/shared-dto';
import { givenStaff } from '../admin/staff.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { isMe, shiftTime } from './people.js';

const MINUTE_MS = 60_000;

describe('the rights of staff under a token that is out', () => {
  let app: TestApp;
  let [ada, bob, cyd]: TestOwner[] = [];

  beforeAll(async () => {
    // a database of its own: the last of staff cannot go
    app = await startTestApp({ database: await freshDatabase() });
    [ada, bob, cyd] = [await givenStaff(app), await givenStaff(app), await givenStaff(app)];
  }, 120_000);
  afterAll(() => app.close());

  const consoleOf = async (one: TestOwner | undefined): Promise<number> =>
    (await app.request('GET', '/admin/tenants', { token: one?.token ?? '' })).status;
  const idOf = (one: TestOwner | undefined): string => one?.session.me.id ?? '';
  const writeRight = (one: TestOwner | undefined, { isAdmin }: { isAdmin: boolean }) =>
    app.owner.query('update users set is_admin = $2 where id = $1', [idOf(one), isAdmin]);

  it('are asked of the database: taken away there behind every process’s back, they are gone within a minute', async () => {
    expect(await consoleOf(ada)).toBe(200);
    await writeRight(ada, { isAdmin: false });
    const time = shiftTime(app, MINUTE_MS);
    try {
      expect(await consoleOf(ada)).toBe(403);
      // the person is still somebody: only the right is gone
      expect(await isMe(app, ada?.token ?? '')).toBe(200);
    } finally {
      time.back();
      await writeRight(ada, { isAdmin: true });
    }
    const later = shiftTime(app, 2 * MINUTE_MS);
    try {
      expect(await consoleOf(ada)).toBe(200);
    } finally {
      later.back();
    }
  });

  it('taken away by two of staff, they are gone with the answer that says so', async () => {
    expect(await consoleOf(cyd)).toBe(200);
    const body = { isAdmin: false, reason: 'They left the support desk.' };
    const change = await app.request<StaffChange>('PUT', `/admin/users/${idOf(cyd)}/admin`, { token: ada?.token ?? '', body });
    expect([change.status, await consoleOf(cyd)]).toEqual([202, 200]);
    const confirmed = await app.request('POST', `/admin/staff-changes/${change.body.id}/confirm`, { token: bob?.token ?? '' });
    expect([confirmed.status, await consoleOf(cyd)]).toEqual([200, 401]);
  });
});
