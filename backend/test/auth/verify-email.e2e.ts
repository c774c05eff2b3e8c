import { type Session } from '@orbisvoice/shared-dto';
import { auditActions, cookieNamed, isMe, mint, newAddress, outbox, PASSWORD, shiftTime, useApp, type Refusal } from './people.js';

describe('POST /auth/verify-email', () => {
  const app = useApp();
  const verify = (token: string) => app().request<Session & Refusal>('POST', '/auth/verify-email', { body: { token } });

  async function signedUp(): Promise<{ email: string; userId: string; tenantId: string }> {
    const email = newAddress();
    await app().request('POST', '/auth/signup', { body: { email, password: PASSWORD, name: 'Ada', company: 'Acme' } });
    const { rows } = await app().owner.query<{ id: string; tenant_id: string }>('select id, tenant_id from users where email = $1', [
      email,
    ]);
    return { email, userId: rows[0]?.id ?? '', tenantId: rows[0]?.tenant_id ?? '' };
  }

  it('proves the address and signs in', async () => {
    const person = await signedUp();
    const answer = await verify(await mint(app(), person, 'verify_email'));
    expect(answer.status).toBe(200);
    expect(answer.body.me).toMatchObject({ id: person.userId, email: person.email, role: 'owner', isAdmin: false });
    expect(answer.body.me.tenant).toMatchObject({ id: person.tenantId, status: 'active', subscriptionTier: 'free' });
    expect(JSON.stringify(answer.body)).not.toMatch(/refresh|argon2/i);
    expect(cookieNamed(answer.headers, 'orbis_refresh_portal')).not.toBe('');
    expect(await isMe(app(), answer.body.accessToken)).toBe(200);
    expect(await auditActions(app(), person.tenantId)).toEqual(['user.signed_up', 'user.email_verified', 'user.login_succeeded']);
    expect(await outbox(app(), person.tenantId, 'user.email_verified')).toEqual([{ userId: person.userId }]);
  });

  it('takes a link once, even when it is followed five times at once', async () => {
    const person = await signedUp();
    const token = await mint(app(), person, 'verify_email');
    const answers = await Promise.all(Array.from({ length: 5 }, () => verify(token)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 400, 400, 400, 400]);
    expect((await verify(token)).body.code).toBe('auth.token_invalid');
  });

  it('takes only the newest link', async () => {
    const person = await signedUp();
    const [older, newer] = [await mint(app(), person, 'verify_email'), await mint(app(), person, 'verify_email')];
    expect((await verify(older)).status).toBe(400);
    expect((await verify(newer)).status).toBe(200);
  });

  it('takes no link older than a day, none made for a reset, and none of its own invention', async () => {
    const person = await signedUp();
    const reset = await mint(app(), person, 'reset_password');
    const token = await mint(app(), person, 'verify_email');
    expect((await verify(reset)).body.code).toBe('auth.token_invalid');
    expect((await verify('x'.repeat(43))).body.code).toBe('auth.token_invalid');
    const time = shiftTime(app(), 24 * 3_600_000 + 1_000);
    expect((await verify(token)).body.code).toBe('auth.token_invalid');
    time.back();
    expect((await verify(token)).status).toBe(200);
  });

  it('does not serve an account whose address somebody else signed up with before', async () => {
    const person = await signedUp();
    const link = await mint(app(), person, 'verify_email');
    await app().request('POST', '/auth/signup', { body: { email: person.email, password: PASSWORD, name: 'Real Ada', company: 'Real' } });
    expect((await verify(link)).body.code).toBe('auth.token_invalid');
  });

  it('refuses a malformed body', async () => {
    const answer = await app().request<Refusal>('POST', '/auth/verify-email', { body: { token: 7 } });
    expect([answer.status, answer.body.code, answer.body.fields?.[0]?.path]).toEqual([400, 'request.invalid', 'token']);
  });
});
