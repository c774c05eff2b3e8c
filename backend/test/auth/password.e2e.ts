import { AllTenantsIdentityRepository } from '../../src/modules/auth/persistence/all-tenants-identity.repository.js';
import { AllTenantsLoginAttemptRepository } from '../../src/modules/auth/persistence/all-tenants-login-attempt.repository.js';
import { SteadyPace } from '../../src/modules/auth/services/steady-pace.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { auditActions, isMe, mint, newAddress, outbox, PASSWORD, shiftTime, useApp, type Refusal } from './people.js';

const OTHER = 'seven-copper kettles sing';

describe('forgotten passwords', () => {
  const app = useApp();
  const forgot = (email: string) => app().request('POST', '/auth/password/forgot', { body: { email } });
  const reset = (token: string, password = OTHER) => app().request<Refusal>('POST', '/auth/password/reset', { body: { token, password } });
  const logIn = async (email: string, password: string): Promise<number> =>
    (await app().request('POST', '/auth/login', { body: { email, password } })).status;

  it('POST /auth/password/forgot answers every address alike and mails known ones', async () => {
    const owner = await app().signUp();
    const [known, unknown] = [await forgot(owner.email), await forgot(newAddress())];
    expect([known.status, known.body]).toEqual([202, '']);
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body]);
    expect(await outbox(app(), owner.tenantId, 'user.password_reset_requested')).toEqual([
      { userId: owner.session.me.id, reason: 'forgotten', device: null, ip: '127.0.0.1', country: null },
    ]);
    expect((await auditActions(app(), owner.tenantId)).at(-1)).toBe('user.password_reset_requested');
  });

  it('does the same work for an unknown address, and answers on the same beat', async () => {
    const owner = await app().signUp();
    await app().settle();
    const work = {
      lookUps: jest.spyOn(app().get(AllTenantsIdentityRepository), 'byEmail'),
      braked: jest.spyOn(app().get(AllTenantsLoginAttemptRepository), 'take'),
      written: jest.spyOn(app().get(UnitOfWork), 'run'),
      beats: jest.spyOn(SteadyPace.prototype, 'nextStep'),
    };
    const workOf = async (email: string) => {
      jest.clearAllMocks();
      await forgot(email);
      // each call of these two is one transaction; what it is about differs, what it costs does not
      const commits = work.braked.mock.calls.length + new Set(work.written.mock.calls.map(([tenantId]) => tenantId)).size;
      return { lookUps: work.lookUps.mock.calls.length, commits, beats: work.beats.mock.calls.length };
    };
    const [known, unknown] = [await workOf(owner.email), await workOf(newAddress())];
    jest.restoreAllMocks();
    expect(known).toEqual({ lookUps: 1, commits: 2, beats: 1 });
    expect(unknown).toEqual(known);
  });

  it('POST /auth/password/reset replaces the password, ends every session and signs nobody in', async () => {
    const owner = await app().signUp();
    expect(await isMe(app(), owner.token)).toBe(200);
    const userId = owner.session.me.id;
    const answer = await reset(await mint(app(), { tenantId: owner.tenantId, userId }, 'reset_password'));
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([204, []]);
    expect(await isMe(app(), owner.token)).toBe(401);
    expect((await app().request('POST', '/auth/refresh', { headers: { cookie: owner.cookie } })).status).toBe(401);
    expect(await logIn(owner.email, owner.password)).toBe(401);
    expect(await logIn(owner.email, OTHER)).toBe(200);
    expect(await outbox(app(), owner.tenantId, 'user.password_reset')).toEqual([{ userId, device: null, ip: '127.0.0.1', country: null }]);
    expect(await auditActions(app(), owner.tenantId)).toContain('user.password_reset');
  });

  it('takes a link once, for fifteen minutes, and only the newest', async () => {
    const owner = await app().signUp();
    const who = { tenantId: owner.tenantId, userId: owner.session.me.id };
    const older = await mint(app(), who, 'reset_password');
    const newer = await mint(app(), who, 'reset_password');
    expect((await reset(older)).body.code).toBe('auth.token_invalid');
    const time = shiftTime(app(), 15 * 60_000 + 1_000);
    expect((await reset(newer)).body.code).toBe('auth.token_invalid');
    time.back();
    const answers = await Promise.all([reset(newer), reset(newer), reset(newer)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([204, 400, 400]);
  });

  it('leaves the link good when the new password is refused', async () => {
    const owner = await app().signUp();
    const token = await mint(app(), { tenantId: owner.tenantId, userId: owner.session.me.id }, 'reset_password');
    const refused = await reset(token, 'password12345');
    expect([refused.status, refused.body.code, refused.body.fields?.[0]?.path]).toEqual([400, 'auth.password_compromised', 'password']);
    expect((await reset(token)).status).toBe(204);
  });

  it('proves the address as well: the link came to it', async () => {
    const email = newAddress();
    await app().request('POST', '/auth/signup', { body: { email, password: PASSWORD, name: 'Ada', company: 'Acme' } });
    const { rows } = await app().owner.query<{ id: string; tenant_id: string }>('select id, tenant_id from users where email = $1', [
      email,
    ]);
    const who = { tenantId: rows[0]?.tenant_id ?? '', userId: rows[0]?.id ?? '' };
    expect((await reset(await mint(app(), who, 'reset_password'))).status).toBe(204);
    expect(await logIn(email, OTHER)).toBe(200);
  });
});

describe('POST /auth/me/password', () => {
  const app = useApp();
  const change = (token: string | undefined, body: object) =>
    app().request<Refusal>('POST', '/auth/me/password', { ...(token && { token }), body });

  it('replaces the password and ends the other sessions, not this one', async () => {
    const owner = await app().signUp();
    const other = await app().request<{ accessToken: string }>('POST', '/auth/login', {
      body: { email: owner.email, password: owner.password },
    });
    expect(await isMe(app(), other.body.accessToken)).toBe(200);
    expect((await change(owner.token, { currentPassword: owner.password, newPassword: OTHER })).status).toBe(204);
    expect(await isMe(app(), owner.token)).toBe(200);
    expect(await isMe(app(), other.body.accessToken)).toBe(401);
    expect((await app().request('POST', '/auth/login', { body: { email: owner.email, password: owner.password } })).status).toBe(401);
    expect(await outbox(app(), owner.tenantId, 'user.password_changed')).toEqual([
      { userId: owner.session.me.id, device: null, ip: '127.0.0.1', country: null },
    ]);
  });

  it('refuses without the current password, with a guessable new one, and without a token', async () => {
    const owner = await app().signUp();
    const wrong = await change(owner.token, { currentPassword: 'not the password', newPassword: OTHER });
    expect([wrong.status, wrong.body.fields?.[0]]).toMatchObject([400, { path: 'currentPassword', rule: 'incorrect' }]);
    const weak = await change(owner.token, { currentPassword: owner.password, newPassword: 'qwertyuiop12' });
    expect([weak.status, weak.body.code, weak.body.fields?.[0]?.path]).toEqual([400, 'auth.password_compromised', 'newPassword']);
    expect((await change(owner.token, { newPassword: OTHER })).body.fields?.[0]?.path).toBe('currentPassword');
    expect((await change(undefined, { currentPassword: owner.password, newPassword: OTHER })).status).toBe(401);
  });

  it('brakes guessing at the current password', async () => {
    const owner = await app().signUp();
    for (let guess = 0; guess < 5; guess++) await change(owner.token, { currentPassword: `guess ${guess}`, newPassword: OTHER });
    expect((await change(owner.token, { currentPassword: owner.password, newPassword: OTHER })).status).toBe(429);
  });
});
