import type { StaffChange } from '@orbisvoice/shared-dto';
import { StaffChanges } from '../../src/modules/admin/services/staff-changes.service.js';
import type { Actor } from '../../src/platform/access/actor.js';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { type Refusal } from '../auth/people.js';
import { startTestApp, type TestAnswer, type TestApp, type TestOwner } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { eventually } from '../harness/wait.js';
import { givenStaff } from './staff.js';

const REASON = 'They join the support desk on Monday.';

let app: TestApp;
let ada: TestOwner;
let bob: TestOwner;
let cyd: TestOwner;
let customer: TestOwner;

beforeAll(async () => {
  // a database of its own: who waits for a lock is asked of all of it
  app = await startTestApp({ database: await freshDatabase() });
  [ada, bob, cyd] = [await givenStaff(app), await givenStaff(app), await givenStaff(app)];
}, 240_000);
beforeEach(async () => {
  customer = await app.signUp();
});
afterAll(() => app.close());

async function proposed(person: TestOwner, isAdmin: boolean): Promise<string> {
  const path = `/admin/users/${person.session.me.id}/admin`;
  return (await app.request<StaffChange>('PUT', path, { token: ada.token, body: { isAdmin, reason: REASON } })).body.id;
}
const confirm = (by: TestOwner, id: string): Promise<TestAnswer<Refusal>> =>
  app.request<Refusal>('POST', `/admin/staff-changes/${id}/confirm`, { token: by.token });
/** As a cache that has not heard of anything yet would have them. */
const actorOf = (one: TestOwner): Actor => ({
  kind: 'user',
  tenantId: tenantIdOf(one.tenantId),
  userId: one.session.me.id,
  apiKeyId: null,
  sessionId: null,
  name: one.session.me.name,
  permissions: new Set(['admin.read', 'admin.manage']),
  isStaff: true,
  impersonatorId: null,
  origin: { ip: null, userAgent: null, traceId: 'test' },
});

describe('a workspace whose standing changes at the same moment', () => {
  /** Somebody else's transaction that is not over yet. */
  async function during(text: string, values: unknown[], what: () => Promise<TestAnswer<Refusal>>): Promise<TestAnswer<Refusal>> {
    const client = await app.owner.connect();
    try {
      await client.query('begin');
      await client.query(text, values);
      const answer = what();
      await Promise.race([
        answer,
        eventually('somebody who waits', async () => {
          const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
          return (await app.owner.query(waiting)).rows.length > 0;
        }),
      ]);
      await client.query('commit');
      return await answer;
    } finally {
      client.release();
    }
  }

  it('makes nobody staff whose workspace is being banned', async () => {
    const id = await proposed(customer, true);
    const ban = `update tenants set status = 'banned', status_reason = 'fraud', status_since = now() where id = $1`;
    expect((await during(ban, [customer.tenantId], () => confirm(bob, id))).body.code).toBe('admin.staff_change_unfit');
  });

  it('bans no workspace of which somebody is becoming staff', async () => {
    const grant = `with held as (select id from tenants where id = $1 for share)
      update users set is_admin = true from held where users.tenant_id = held.id`;
    const ban = (): Promise<TestAnswer<Refusal>> =>
      app.request<Refusal>('POST', `/admin/tenants/${customer.tenantId}/ban`, { token: ada.token, body: { reason: REASON } });
    expect((await during(grant, [customer.tenantId], ban)).body.code).toBe('admin.tenant_protected');
  });
});

describe('whoever was removed a moment ago', () => {
  it('takes nothing back, whatever a cache still says', async () => {
    const [removal, grant] = [await proposed(cyd, false), await proposed(customer, true)];
    expect((await confirm(bob, removal)).status).toBe(200);
    const withdrawn = app.get(StaffChanges).withdraw(actorOf(cyd), grant, 'It was the wrong person.');
    await expect(withdrawn).rejects.toMatchObject({ code: 'access.forbidden' });
    expect((await confirm(bob, grant)).status).toBe(200);
  });
});
