import { AdminUserDetail, type AdminUserList, type AuditList, type UserActivityList } from '@orbisvoice/shared-dto';
import { newId } from '../../src/platform/database/ids.js';
import { auditActions, isMe, join, mint, newAddress, outbox, type Refusal } from '../auth/people.js';
import { emailRows } from '../email/mails.js';
import { startTestApp, type TestAnswer, type TestApp, type TestOwner } from '../harness/app.js';
import { eventually } from '../harness/wait.js';
import { givenStaff, impersonate } from './staff.js';

const REASON = 'They wrote to us that they cannot log in.';

let app: TestApp;
let other: TestApp;
let staff: TestOwner;
let customer: TestOwner;

beforeAll(async () => {
  app = await startTestApp();
  // another process of the same platform: what is decided here holds there at once
  other = await startTestApp();
  staff = await givenStaff(app);
}, 240_000);
beforeEach(async () => {
  await app.owner.query('delete from login_attempts');
  customer = await app.signUp();
});
afterAll(async () => {
  await other.close();
  await app.close();
});

const get = <T = Refusal>(path: string): Promise<TestAnswer<T>> => app.request<T>('GET', path, { token: staff.token });
const deed = <T = Refusal>(path: string, body: object = { reason: REASON }, token = staff.token): Promise<TestAnswer<T>> =>
  app.request<T>('POST', `/admin/users/${customer.session.me.id}/${path}`, { token, body });
const detail = async (id = customer.session.me.id): Promise<AdminUserDetail> =>
  AdminUserDetail.parse((await get<AdminUserDetail>(`/admin/users/${id}`)).body);
const logIn = (password: string): Promise<TestAnswer<Refusal>> =>
  app.request<Refusal>('POST', '/auth/login', { body: { email: customer.email, password } });
const guessUntilBraked = async (): Promise<void> => {
  for (let guess = 0; guess < 5; guess++) await logIn('not the password');
  // its first wait is a second, which a busy machine spends between two requests
  await app.owner.query(`update login_attempts set free_at = now() + interval '10 minutes' where account is not null`);
};

describe('GET /admin/users', () => {
  it('finds people by a part of name or address, whatever its letters, and by id', async () => {
    const word = `pony${newId().slice(-12)}`;
    const it = await app.signUp({ email: newAddress(word), company: 'Search Ltd' });
    const id = it.session.me.id;
    await app.owner.query('update users set name = $2 where id = $1', [id, `100% ${word}_x`]);
    for (const search of [word.toUpperCase(), it.email, `% ${word}_`, id, ` ${id.toUpperCase()} `]) {
      const { body } = await get<AdminUserList>(`/admin/users?search=${encodeURIComponent(search)}`);
      expect([search, body.items.map((user) => user.id)]).toEqual([search, [id]]);
    }
    // the wildcards of SQL are letters here
    for (const search of [`1_0% ${word}`, `%${word}%`, newId()]) {
      expect((await get<AdminUserList>(`/admin/users?search=${encodeURIComponent(search)}`)).body.items).toEqual([]);
    }
  });

  it('filters by tenant, role, staff, verification, brakes and when they were there last', async () => {
    const member = await join(app, customer, 'member');
    await app.owner.query(`update users set last_seen_at = now() - interval '40 days', email_verified_at = null where id = $1`, [
      member.id,
    ]);
    const ids = async (query: string): Promise<string[]> =>
      (await get<AdminUserList>(`/admin/users?tenantId=${customer.tenantId}&sort=createdAt&${query}`)).body.items.map(({ id }) => id);
    const owner = customer.session.me.id;
    expect(await ids('')).toEqual([owner, member.id]);
    expect(await ids('role=member')).toEqual([member.id]);
    expect(await ids('verified=no')).toEqual([member.id]);
    expect(await ids('verified=yes')).toEqual([owner]);
    expect(await ids('seen=older')).toEqual([member.id]);
    expect(await ids('seen=day')).toEqual([owner]);
    expect(await ids('seen=never')).toEqual([]);
    expect(await ids('staff=yes')).toEqual([]);
    expect(await ids('staff=no')).toEqual([owner, member.id]);
    await guessUntilBraked();
    expect(await ids('locked=yes')).toEqual([owner]);
    expect(await ids('locked=no')).toEqual([member.id]);
    const colleagues = (await get<AdminUserList>(`/admin/users?staff=yes&pageSize=100`)).body.items;
    expect(colleagues.every(({ isAdmin }) => isAdmin)).toBe(true);
    expect(colleagues.map(({ id }) => id)).toContain(staff.session.me.id);
  });

  it.each(['name', '-name', 'email', '-email', 'createdAt', '-createdAt', 'lastSeenAt', '-lastSeenAt'])(
    'in the order of %s gives each person once, page by page',
    async (sort) => {
      const tenantId = customer.tenantId;
      await app.owner.query(
        `insert into users (id, tenant_id, email, name, password_hash, role, last_seen_at, created_at, updated_at)
         select gen_random_uuid(), $1, 'page-' || n || '-' || $2, case when n % 2 = 0 then 'Same' else 'same' end, '-', 'member',
           case when n % 3 = 0 then timestamptz '2026-01-01 00:00:00.000001+00' end, timestamptz '2026-01-01 00:00:00.000123+00', now()
         from generate_series(1, 9) n`,
        [tenantId, newAddress('x')],
      );
      const whole = (await get<AdminUserList>(`/admin/users?tenantId=${tenantId}&sort=${sort}&pageSize=100`)).body.items.map(
        ({ id }) => id,
      );
      const paged: string[] = [];
      let next: string | null = '';
      while (next !== null) {
        const page: AdminUserList = (
          await get<AdminUserList>(`/admin/users?tenantId=${tenantId}&sort=${sort}&pageSize=2${next && `&cursor=${next}`}`)
        ).body;
        paged.push(...page.items.map(({ id }) => id));
        next = page.next;
      }
      expect(new Set(paged).size).toBe(10);
      expect(paged).toEqual(whole);
    },
    60_000,
  );

  it('refuses what is no filter, no order, and no cursor of this list', async () => {
    const cursor = (values: unknown): string => Buffer.from(JSON.stringify(values)).toString('base64url');
    for (const query of [
      'role=king',
      'sort=passwordHash',
      'staff=true',
      'tenantId=x',
      'pageSize=101',
      'order=name',
      'cursor=nonsense',
      `cursor=${cursor(['name', 'a', newId()])}`,
      `cursor=${cursor(['-createdAt', 'yesterday', newId()])}`,
      `cursor=${cursor(['-createdAt', '2026-01-01T00:00:00.000000Z', "' or 1=1"])}`,
      'search=%00',
    ]) {
      expect([query, (await get(`/admin/users?${query}`)).body.code]).toEqual([query, 'request.invalid']);
    }
  });
});

describe('GET /admin/users/:id', () => {
  it('shows where they are signed in, their devices, brakes and links that are out, and no secret', async () => {
    const secret = await mint(app, { tenantId: customer.tenantId, userId: customer.session.me.id }, 'reset_password');
    await guessUntilBraked();
    const { body } = await get<AdminUserDetail>(`/admin/users/${customer.session.me.id}`);
    const user = AdminUserDetail.parse(body);
    expect(user).toMatchObject({
      email: customer.email,
      isAdmin: false,
      isSelf: false,
      sessions: [{ client: 'portal' }],
      devices: [{}],
      links: [{ purpose: 'reset_password' }],
      brakes: [{ isKnownDevice: false, isHolding: true }],
      signIns: { succeeded: 1, failed: 5 },
      staffChange: null,
    });
    expect(user.lockedUntil).not.toBeNull();
    expect(JSON.stringify(body)).not.toMatch(new RegExp(`${secret}|hash|argon2|password_hash`, 'i'));
    expect((await detail(staff.session.me.id)).isSelf).toBe(true);
    expect((await get(`/admin/users/${newId()}`)).body.code).toBe('admin.user_not_found');
    expect((await get('/admin/users/x')).body.code).toBe('request.invalid');
  });
});

describe('GET /admin/users/:id/activity', () => {
  const activity = async (id: string, query = ''): Promise<UserActivityList> =>
    (await get<UserActivityList>(`/admin/users/${id}/activity?pageSize=100${query}`)).body;
  const actions = async (id: string, query = ''): Promise<string[]> => (await activity(id, query)).items.map(({ action }) => action);

  it('is what they did, what was done to them, and how they came in; each entry once, page by page', async () => {
    const id = customer.session.me.id;
    await app.request('PATCH', '/auth/me', { token: customer.token, body: { name: 'Grace' } });
    await logIn('not the password');
    await deed('sessions/revoke');
    const all = await actions(id);
    expect(all).toEqual(
      expect.arrayContaining(['user.signed_up', 'user.updated', 'user.login_failed', 'user.login_succeeded', 'admin.sessions_revoked']),
    );
    expect(new Set((await activity(id)).items.map((entry) => entry.id)).size).toBe(all.length);
    expect(await actions(id, '&part=done')).not.toContain('admin.sessions_revoked');
    expect(await actions(id, '&part=received')).toEqual(['admin.sessions_revoked', 'user.login_failed']);
    expect(await actions(id, '&part=sign_ins')).toEqual(['admin.sessions_revoked', 'user.login_failed', 'user.login_succeeded']);
    expect(await actions(id, '&action=user.updated')).toEqual(['user.updated']);
    expect(await actions(id, '&to=2020-01-01T00:00:00.000Z')).toEqual([]);
    const paged: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: UserActivityList = (await get<UserActivityList>(`/admin/users/${id}/activity?pageSize=1${next && `&cursor=${next}`}`))
        .body;
      paged.push(...page.items.map(({ action }) => action));
      next = page.next;
    }
    expect(paged).toEqual(all);
    // reading it is on record where it was read
    expect(await auditActions(app, customer.tenantId)).toContain('audit.read');
  });

  it('has what staff did as somebody else, and so has the audit log by actor; opening the code is on record too', async () => {
    const session = await impersonate(app, staff, { tenantId: customer.tenantId, userId: customer.session.me.id, mode: 'write' });
    await app.request('PATCH', '/auth/me', { token: session.accessToken, body: { name: 'Somebody' } });
    const done = (await activity(staff.session.me.id, '&part=done')).items.filter(({ tenantId }) => tenantId === customer.tenantId);
    expect(done.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['admin.impersonation_started', 'admin.impersonation_opened', 'user.updated']),
    );
    const opened = done.find(({ action }) => action === 'admin.impersonation_opened');
    expect(opened).toMatchObject({
      actorId: customer.session.me.id,
      impersonatorId: staff.session.me.id,
      impersonatorName: staff.session.me.name,
    });
    for (const path of [
      `/admin/audit?tenantId=${customer.tenantId}&actorId=${staff.session.me.id}`,
      `/audit?actorId=${staff.session.me.id}`,
    ]) {
      const token = path.startsWith('/admin') ? staff.token : customer.token;
      const { body } = await app.request<AuditList>('GET', path, { token });
      expect(body.items.map(({ action }) => action)).toEqual(expect.arrayContaining(['admin.impersonation_opened', 'user.updated']));
    }
    expect((await get<AuditList>(`/admin/audit?actorId=stripe&pageSize=1`)).status).toBe(200);
  });
});

describe('what staff do to an account', () => {
  it('ends one session, or all, in every process at once, with the reason on record', async () => {
    const second = await logIn(customer.password);
    expect(second.status).toBe(200);
    const token = (second.body as unknown as { accessToken: string }).accessToken;
    expect([await isMe(app, token), await isMe(other, token)]).toEqual([200, 200]);
    const [newest] = (await detail()).sessions;
    expect((await deed<{ ended: number }>('sessions/revoke', { reason: REASON, sessionId: newest?.id })).body).toEqual({ ended: 1 });
    expect([await isMe(app, token), await isMe(app, customer.token)]).toEqual([401, 200]);
    expect((await deed('sessions/revoke', { reason: REASON, sessionId: newest?.id })).body.code).toBe('admin.session_not_found');
    expect((await deed<{ ended: number }>('sessions/revoke')).body).toEqual({ ended: 1 });
    expect(await isMe(app, customer.token)).toBe(401);
    await eventually('the end in the other process', async () => (await isMe(other, customer.token)) === 401, 3_000);
    const { body } = await get<AuditList>(`/admin/audit?tenantId=${customer.tenantId}&action=admin.sessions_revoked`);
    expect(body.items[0]).toMatchObject({
      actorKind: 'staff',
      targetId: customer.session.me.id,
      changes: { session: { after: 'all' }, ended: { after: 1 }, reason: { after: REASON } },
    });
  });

  it('keeps the session that asks, and a session of somebody else is nothing here', async () => {
    const own = await givenStaff(app);
    const answer = await app.request<{ ended: number }>('POST', `/admin/users/${own.session.me.id}/sessions/revoke`, {
      token: own.token,
      body: { reason: REASON },
    });
    expect([answer.body, await isMe(app, own.token)]).toEqual([{ ended: 0 }, 200]);
    const [theirs] = (await detail(own.session.me.id)).sessions;
    expect((await deed('sessions/revoke', { reason: REASON, sessionId: theirs?.id })).body.code).toBe('admin.session_not_found');
    expect(await isMe(app, own.token)).toBe(200);
  });

  it('mails a password reset that only the mailbox sees, three times and then slower', async () => {
    const answer = await deed('password-reset');
    expect([answer.status, answer.body]).toEqual([204, '']);
    await app.settle();
    const mails = (await emailRows(app, customer.tenantId)).filter(({ template }) => template === 'password-reset');
    expect(mails).toMatchObject([{ recipient: customer.email, data: { device: 'OrbisVoice support', ip: null } }]);
    expect(await auditActions(app, customer.tenantId)).toContain('admin.password_reset_sent');
    const codes = [await deed('password-reset'), await deed('password-reset'), await deed('password-reset')].map(({ status }) => status);
    expect(codes).toEqual([204, 204, 429]);
    await app.owner.query(`update tenants set status = 'banned' where id = $1`, [customer.tenantId]);
    expect((await deed('password-reset')).body.code).toBe('auth.account_banned');
  });

  it('lifts the brakes on sign-in: the right password comes in at once', async () => {
    await guessUntilBraked();
    expect((await logIn(customer.password)).body.code).toBe('request.rate_limited');
    expect((await deed<{ brakes: number }>('unlock')).body).toEqual({ brakes: 1 });
    expect((await logIn(customer.password)).status).toBe(200);
    expect(await auditActions(app, customer.tenantId)).toContain('admin.sign_in_unlocked');
    expect((await deed<{ brakes: number }>('unlock')).body).toEqual({ brakes: 0 });
  });

  it('sends the verification again while there is something to prove', async () => {
    expect((await deed('verification-mail')).body.code).toBe('admin.user_verified');
    await app.owner.query('update users set email_verified_at = null where id = $1', [customer.session.me.id]);
    expect((await deed('verification-mail')).status).toBe(204);
    expect(await outbox(app, customer.tenantId, 'user.email_verification_requested')).toHaveLength(1);
  });

  it('needs a reason, a person that exists, and staff', async () => {
    for (const path of ['sessions/revoke', 'password-reset', 'unlock', 'verification-mail']) {
      for (const body of [{}, { reason: '' }, { reason: 'too short' }, { reason: 'x'.repeat(501) }, { reason: REASON, extra: 1 }]) {
        expect([path, body, (await deed(path, body)).body.code]).toEqual([path, body, 'request.invalid']);
      }
      const nobody = await app.request<Refusal>('POST', `/admin/users/${newId()}/${path}`, {
        token: staff.token,
        body: { reason: REASON },
      });
      expect([path, nobody.body.code]).toEqual([path, 'admin.user_not_found']);
      expect([path, (await deed(path, { reason: REASON }, customer.token)).body.code]).toEqual([path, 'access.forbidden']);
    }
  });
});
