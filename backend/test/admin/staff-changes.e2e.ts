import { type AdminUserDetail, StaffChange, type StaffChangeList } from '@orbisvoice/shared-dto';
import { StaffCommands } from '../../src/modules/admin/index.js';
import { newId } from '../../src/platform/database/ids.js';
import { auditActions, isMe, join, type Refusal } from '../auth/people.js';
import { emailRows } from '../email/mails.js';
import { startTestApp, type TestAnswer, type TestApp, type TestOwner } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { eventually } from '../harness/wait.js';
import { givenStaff, impersonate } from './staff.js';

const REASON = 'They join the support desk on Monday.';
const DAY = 86_400_000;

let app: TestApp;
let other: TestApp;
/** Three of staff, so that two can decide about the third. */
let [ada, bob, cyd]: TestOwner[] = [];
let customer: TestOwner;

beforeAll(async () => {
  // a database of its own: who is the last of staff is a question about all tenants
  const database = await freshDatabase();
  app = await startTestApp({ database });
  other = await startTestApp({ database });
  [ada, bob, cyd] = [await givenStaff(app), await givenStaff(app), await givenStaff(app)];
}, 240_000);
beforeEach(async () => {
  customer = await app.signUp();
});
afterEach(async () => {
  await app.owner.query(`update staff_changes set status = 'expired' where status = 'pending'`);
  await app.owner.query('update users set is_admin = true where id = any($1)', [[ada, bob, cyd].map((one) => idOf(one))]);
  for (const one of [ada, bob, cyd]) await signInAgain(one);
  await app.owner.query('update users set is_admin = false where is_admin and not (id = any($1))', [
    [ada, bob, cyd].map((one) => idOf(one)),
  ]);
});
afterAll(async () => {
  await other.close();
  await app.close();
});

const idOf = (one: TestOwner | undefined): string => one?.session.me.id ?? '';
const tokens = new Map<string, string>();
const tokenOf = (one: TestOwner | undefined): string => tokens.get(idOf(one)) ?? one?.token ?? '';

/** Whoever was revoked was signed out. */
async function signInAgain(one: TestOwner | undefined): Promise<void> {
  if (!one || (await isMe(app, tokenOf(one))) === 200) return;
  const { body } = await app.request<{ accessToken: string }>('POST', '/auth/login', {
    body: { email: one.email, password: one.password },
  });
  tokens.set(idOf(one), body.accessToken);
}

const put = <T = Refusal>(by: TestOwner | undefined, userId: string, isAdmin: boolean, reason = REASON): Promise<TestAnswer<T>> =>
  app.request<T>('PUT', `/admin/users/${userId}/admin`, { token: tokenOf(by), body: { isAdmin, reason } });
async function proposed(by: TestOwner | undefined, userId: string, isAdmin: boolean): Promise<StaffChange> {
  const answer = await put<StaffChange>(by, userId, isAdmin);
  expect(answer.status).toBe(202);
  return StaffChange.parse(answer.body);
}
const confirm = <T = Refusal>(by: TestOwner | undefined, id: string, at = app): Promise<TestAnswer<T>> =>
  at.request<T>('POST', `/admin/staff-changes/${id}/confirm`, { token: tokenOf(by) });
const withdraw = <T = Refusal>(by: TestOwner | undefined, id: string, reason = 'It was the wrong person.'): Promise<TestAnswer<T>> =>
  app.request<T>('POST', `/admin/staff-changes/${id}/withdraw`, { token: tokenOf(by), body: { reason } });
const consoleOf = async (one: TestOwner | undefined, at = app): Promise<number> =>
  (await at.request('GET', '/admin/tenants', { token: tokenOf(one) })).status;
const staffNow = async (): Promise<string[]> =>
  (await app.owner.query<{ id: string }>('select id from users where is_admin order by id')).rows.map(({ id }) => id);

describe('two of staff', () => {
  it('make somebody staff: nothing before the second says so, everything at once after', async () => {
    const change = await proposed(ada, idOf(customer), true);
    expect(change).toMatchObject({
      status: 'pending',
      isAdmin: true,
      reason: REASON,
      proposedByName: ada?.session.me.name,
      confirmRefusal: 'proposer',
      mayWithdraw: true,
    });
    expect(Date.parse(change.expiresAt) - Date.parse(change.proposedAt)).toBe(DAY);
    expect(await consoleOf(customer)).toBe(403);
    expect(await consoleOf(customer, other)).toBe(403);
    const { body } = await app.request<StaffChangeList>('GET', '/admin/staff-changes?status=pending', { token: tokenOf(bob) });
    expect(body.items).toMatchObject([{ id: change.id, userEmail: customer.email, confirmRefusal: null }]);
    const user = await app.request<AdminUserDetail>('GET', `/admin/users/${idOf(customer)}`, { token: tokenOf(bob) });
    expect(user.body.staffChange?.id).toBe(change.id);
    expect((await confirm<StaffChange>(bob, change.id)).body).toMatchObject({ status: 'confirmed', decidedByName: bob?.session.me.name });
    expect(await consoleOf(customer)).toBe(200);
    await eventually('the right in the other process', async () => (await consoleOf(customer, other)) === 200, 3_000);
    expect(await auditActions(app, customer.tenantId)).toEqual(
      expect.arrayContaining(['admin.staff_change_proposed', 'admin.staff_granted']),
    );
  });

  it('take rights back: signed out here at once and elsewhere in milliseconds; they act as nobody any more; all of staff are told', async () => {
    const acting = await impersonate(app, { ...cyd, token: tokenOf(cyd) } as TestOwner, {
      tenantId: customer.tenantId,
      userId: idOf(customer),
      mode: 'read',
    });
    expect([await consoleOf(cyd), await consoleOf(cyd, other), await isMe(other, acting.accessToken)]).toEqual([200, 200, 200]);
    const change = await proposed(ada, idOf(cyd), false);
    expect((await confirm(bob, change.id)).status).toBe(200);
    expect([await consoleOf(cyd), await isMe(app, acting.accessToken)]).toEqual([401, 401]);
    await eventually('the end in the other process', async () => (await consoleOf(cyd, other)) === 401, 3_000);
    expect(await isMe(other, acting.accessToken)).toBe(401);
    await app.settle();
    for (const reader of [ada, bob, cyd]) {
      const mails = (await emailRows(app, reader?.tenantId ?? '')).filter(({ template }) => template === 'staff-rights-changed');
      expect(mails.at(-1)).toMatchObject({
        recipient: reader?.email,
        data: {
          isYou: reader === cyd,
          isGranted: false,
          reason: REASON,
          proposedBy: ada?.session.me.name,
          confirmedBy: bob?.session.me.name,
        },
      });
    }
  });

  it('are two, and neither is the person concerned', async () => {
    expect((await put(ada, idOf(ada), false)).body.code).toBe('admin.staff_change_own');
    const change = await proposed(ada, idOf(cyd), false);
    expect((await confirm(ada, change.id)).body.code).toBe('admin.staff_change_second');
    expect((await confirm(cyd, change.id)).body.code).toBe('admin.staff_change_own');
    expect((await withdraw(cyd, change.id)).body.code).toBe('admin.staff_change_own');
    expect((await confirm(customer, change.id)).body.code).toBe('access.forbidden');
    expect(await staffNow()).toHaveLength(3);
  });

  it('decide within a day, once, and about one change of a person at a time', async () => {
    const change = await proposed(ada, idOf(customer), true);
    expect((await put(bob, idOf(customer), true)).body.code).toBe('admin.staff_change_pending');
    await app.owner.query(`update staff_changes set expires_at = now() - interval '1 second' where id = $1`, [change.id]);
    const answers = [await confirm(bob, change.id), await withdraw(bob, change.id)];
    const { body } = await app.request<StaffChangeList>('GET', '/admin/staff-changes?status=expired', { token: tokenOf(bob) });
    const again = await put<StaffChange>(bob, idOf(customer), true);
    expect(answers.map((answer) => answer.body.code ?? answer.status)).toEqual(['admin.staff_change_closed', 'admin.staff_change_closed']);
    expect(body.items.map(({ id }) => id)).toContain(change.id);
    expect(again.status).toBe(202);
    expect((await confirm(ada, again.body.id)).status).toBe(200);
    expect((await confirm(cyd, again.body.id)).body.code).toBe('admin.staff_change_closed');
    expect((await withdraw(cyd, again.body.id)).body.code).toBe('admin.staff_change_closed');
  });

  it('take a change back with a reason, and another may follow', async () => {
    const change = await proposed(ada, idOf(customer), true);
    expect((await withdraw(bob, change.id, 'no')).body.code).toBe('request.invalid');
    expect((await withdraw<StaffChange>(bob, change.id)).body).toMatchObject({ status: 'withdrawn', note: 'It was the wrong person.' });
    expect((await confirm(cyd, change.id)).body.code).toBe('admin.staff_change_closed');
    await proposed(bob, idOf(customer), true);
    expect(await auditActions(app, customer.tenantId)).toContain('admin.staff_change_withdrawn');
  });

  it('are refused what makes no sense, and what is nothing', async () => {
    expect((await put(ada, idOf(bob), true)).body.code).toBe('admin.staff_change_unneeded');
    expect((await put(ada, idOf(customer), false)).body.code).toBe('admin.staff_change_unneeded');
    await app.owner.query('update users set email_verified_at = null where id = $1', [idOf(customer)]);
    expect((await put(ada, idOf(customer), true)).body.code).toBe('admin.staff_change_unfit');
    expect((await put(ada, newId(), true)).body.code).toBe('admin.user_not_found');
    expect((await put(ada, 'x', true)).body.code).toBe('request.invalid');
    expect((await put(ada, idOf(customer), true, 'short')).body).toMatchObject({ code: 'request.invalid', fields: [{ path: 'reason' }] });
    const path = `/admin/users/${idOf(customer)}/admin`;
    for (const body of [
      {},
      { isAdmin: 'yes', reason: REASON },
      { reason: REASON },
      { isAdmin: true, reason: REASON, status: 'confirmed' },
    ]) {
      expect((await app.request<Refusal>('PUT', path, { token: tokenOf(ada), body })).body.code).toBe('request.invalid');
    }
    expect((await confirm(ada, newId())).body.code).toBe('admin.staff_change_not_found');
    expect((await app.request<Refusal>('GET', '/admin/staff-changes?cursor=x', { token: tokenOf(ada) })).body.code).toBe('request.invalid');
  });

  it('fall with their own rights: what somebody proposed who is staff no more cannot be confirmed', async () => {
    const grant = await proposed(cyd, idOf(customer), true);
    const removal = await proposed(ada, idOf(cyd), false);
    expect((await confirm(bob, removal.id)).status).toBe(200);
    expect((await confirm(bob, grant.id)).body.code).toBe('admin.staff_change_closed');
    expect((await withdraw(bob, grant.id)).body.code).toBe('admin.staff_change_closed');
    const { body } = await app.request<StaffChangeList>('GET', '/admin/staff-changes?status=fallen', { token: tokenOf(bob) });
    expect(body.items).toMatchObject([{ id: grant.id, status: 'fallen', confirmRefusal: 'closed', mayWithdraw: false }]);
    const pending = await app.request<StaffChangeList>('GET', '/admin/staff-changes?status=pending', { token: tokenOf(bob) });
    expect(pending.body.items).toEqual([]);
    // it keeps nobody from proposing the same anew, and its end is written down then
    await proposed(ada, idOf(customer), true);
    const { rows } = await app.owner.query('select status from staff_changes where id = $1', [grant.id]);
    expect(rows).toEqual([{ status: 'fallen' }]);
    expect((await put(cyd, idOf(customer), true)).status).toBe(401);
  });
});

describe('at the same moment', () => {
  it('two removals of each other leave one who decides: the other one’s word is worth nothing any more', async () => {
    const [ofCyd, ofBob] = [await proposed(ada, idOf(cyd), false), await proposed(ada, idOf(bob), false)];
    const answers = await Promise.all([confirm(bob, ofCyd.id), confirm(cyd, ofBob.id, other)]);
    expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
    expect(await staffNow()).toHaveLength(2);
  });

  it('ten confirmations are one change, and one entry', async () => {
    const change = await proposed(ada, idOf(customer), true);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => confirm(n % 2 === 0 ? bob : cyd, change.id, n % 3 === 0 ? other : app)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await auditActions(app, customer.tenantId)).filter((action) => action === 'admin.staff_granted')).toHaveLength(1);
  });

  it('a confirmation and a withdrawal are one of the two', async () => {
    const change = await proposed(ada, idOf(customer), true);
    const [confirmed, withdrawn] = await Promise.all([confirm(bob, change.id), withdraw(cyd, change.id)]);
    expect([confirmed.status, withdrawn.status].sort()).toEqual([200, 409]);
    expect((await staffNow()).includes(idOf(customer))).toBe(confirmed.status === 200);
  });
});

describe('the command line', () => {
  const command = (email: string, isAdmin: boolean): Promise<string> =>
    app.get(StaffCommands).run({ email, isAdmin, reason: 'Nobody is left to confirm it.', by: 'command line (root@box)' });

  it('makes somebody staff alone, on record, in the list, and told to all', async () => {
    const pending = await proposed(ada, idOf(customer), true);
    await command(customer.email.toUpperCase(), true);
    expect(await consoleOf(customer)).toBe(200);
    const { rows } = await app.owner.query(
      `select actor_kind, actor_name from audit_entries where tenant_id = $1 and action = 'admin.staff_granted'`,
      [customer.tenantId],
    );
    expect(rows).toEqual([{ actor_kind: 'system', actor_name: 'command line (root@box)' }]);
    const { body } = await app.request<StaffChangeList>('GET', '/admin/staff-changes', { token: tokenOf(ada) });
    expect(body.items.find(({ userId, status }) => userId === idOf(customer) && status === 'confirmed')).toMatchObject({
      proposedById: null,
      proposedByName: 'command line (root@box)',
    });
    expect((await confirm(bob, pending.id)).body.code).toBe('admin.staff_change_closed');
    expect((await auditActions(app, customer.tenantId)).filter((action) => action.startsWith('admin.staff_'))).toEqual(
      expect.arrayContaining(['admin.staff_change_proposed', 'admin.staff_change_withdrawn', 'admin.staff_granted']),
    );
    await app.settle();
    const mails = (await emailRows(app, bob?.tenantId ?? '')).filter(({ template }) => template === 'staff-rights-changed');
    expect(mails.at(-1)).toMatchObject({
      data: { isGranted: true, isYou: false, proposedBy: 'command line (root@box)', confirmedBy: null },
    });
  });

  it('does not say that it withdrew what had run out before', async () => {
    const old = await proposed(ada, idOf(customer), true);
    await app.owner.query(`update staff_changes set expires_at = now() - interval '1 second' where id = $1`, [old.id]);
    await command(customer.email, true);
    const { body } = await app.request<StaffChangeList>('GET', '/admin/staff-changes', { token: tokenOf(ada) });
    expect(body.items.find(({ id }) => id === old.id)).toMatchObject({ status: 'expired', decidedAt: null });
    expect(await auditActions(app, customer.tenantId)).not.toContain('admin.staff_change_withdrawn');
  });

  it('refuses strangers and what is done already', async () => {
    await expect(command('nobody@nowhere.example', true)).rejects.toMatchObject({ code: 'admin.user_not_found' });
    await expect(command(ada?.email ?? '', true)).rejects.toMatchObject({ code: 'admin.staff_change_unneeded' });
  });

  it('keeps the last one, also when the last two go at once, and so does the database itself', async () => {
    await command(cyd?.email ?? '', false);
    const gone = await Promise.allSettled([command(ada?.email ?? '', false), command(bob?.email ?? '', false)]);
    expect(gone.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(gone.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'admin.staff_last' } });
    const [last] = await staffNow();
    await expect(app.owner.query('update users set is_admin = false where id = $1', [last])).rejects.toMatchObject({ code: 'OV001' });
  });
});

describe('a team', () => {
  it('cannot remove somebody of staff: that would be a revocation by one', async () => {
    const member = await join(app, customer, 'member');
    await app.get(StaffCommands).run({ email: member.email, isAdmin: true, reason: REASON, by: 'test' });
    const remove = (): Promise<TestAnswer<Refusal>> =>
      app.request<Refusal>('DELETE', `/team/members/${member.id}`, { token: customer.token });
    expect((await remove()).body.code).toBe('team.member_is_staff');
    await app.get(StaffCommands).run({ email: member.email, isAdmin: false, reason: REASON, by: 'test' });
    expect((await remove()).status).toBe(204);
  });
});
