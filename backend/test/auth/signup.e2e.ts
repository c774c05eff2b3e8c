import { newAddress, outbox, PASSWORD, useApp, type Refusal } from './people.js';

interface Opened {
  readonly id: string;
  readonly tenant_id: string;
  readonly role: string;
  readonly email_verified_at: Date | null;
  readonly password_hash: string;
  readonly slug: string;
  readonly referral_code: string;
  readonly billing_email: string;
}

describe('POST /auth/signup', () => {
  const app = useApp();
  const body = (over: object = {}) => ({ email: newAddress(), password: PASSWORD, name: 'Ada L', company: 'Acme Inc.', ...over });
  const signUp = (over: object = {}) => app().request<Refusal & { status: string }>('POST', '/auth/signup', { body: body(over) });
  const opened = async (email: string): Promise<Opened[]> =>
    (
      await app().owner.query<Opened>(
        `select u.id, u.tenant_id, u.role, u.email_verified_at, u.password_hash, t.slug, t.referral_code, t.billing_email
         from users u join tenants t on t.id = u.tenant_id where u.email = $1`,
        [email],
      )
    ).rows;

  it('opens tenant and owner, with audit entry and event, in one commit', async () => {
    const email = newAddress();
    const answer = await signUp({ email: ` ${email.toUpperCase()} `, referralCode: 'abcd2345', timeZone: 'Europe/Berlin' });
    expect(answer.status).toBe(202);
    expect(answer.body).toEqual({ status: 'verification_sent' });
    const [user] = await opened(email);
    expect(user).toMatchObject({ role: 'owner', email_verified_at: null, billing_email: email });
    expect(user?.slug).toMatch(/^acme-inc(-[0-9a-z]{4})?$/);
    expect(user?.referral_code).toMatch(/^[2-9A-HJ-NP-Z]{8}$/);
    expect(user?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const tenantId = user?.tenant_id ?? '';
    expect(await outbox(app(), tenantId, 'user.signed_up')).toEqual([
      { userId: user?.id, referralCode: 'ABCD2345', referralChannel: null },
    ]);
    const { rows } = await app().owner.query('select * from audit_entries where tenant_id = $1', [tenantId]);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ action: 'user.signed_up', actor_kind: 'user', actor_id: user?.id, target_id: user?.id });
    expect(JSON.stringify(rows)).not.toContain(PASSWORD);
  });

  it('gives the second of a name another slug', async () => {
    const company = `Twin ${process.pid} ${performance.now()}`;
    const emails = [newAddress(), newAddress()];
    for (const email of emails) expect((await signUp({ email, company })).status).toBe(202);
    const slugs = await Promise.all(emails.map(async (email) => (await opened(email))[0]?.slug));
    expect(new Set(slugs).size).toBe(2);
  });

  it('answers a taken address alike, opens nothing, and lets its owner know', async () => {
    const email = newAddress();
    await signUp({ email });
    const [before] = await opened(email);
    const answer = await signUp({ email, password: 'entirely-other words 77' });
    expect([answer.status, answer.body]).toEqual([202, { status: 'verification_sent' }]);
    expect(await opened(email)).toEqual([before]);
    const tenantId = before?.tenant_id ?? '';
    expect(await outbox(app(), tenantId, 'user.password_reset_requested')).toMatchObject([
      { userId: before?.id, reason: 'signed_up_again' },
    ]);
  });

  it('opens one account when the same address arrives five times at once, and leaves no empty tenant', async () => {
    const email = newAddress();
    const company = `Burst ${performance.now()}`;
    const answers = await Promise.all(Array.from({ length: 5 }, () => signUp({ email, company })));
    expect(answers.map((answer) => answer.status)).toEqual([202, 202, 202, 202, 202]);
    expect(await opened(email)).toHaveLength(1);
    const { rows } = await app().owner.query('select 1 from tenants where name = $1', [company]);
    expect(rows).toHaveLength(1);
  });

  it('sends at most three mails in a row to an address that others sign up with', async () => {
    const email = newAddress();
    await signUp({ email });
    for (let again = 0; again < 5; again++) expect((await signUp({ email })).status).toBe(202);
    const [user] = await opened(email);
    expect(await outbox(app(), user?.tenant_id ?? '', 'user.password_reset_requested')).toHaveLength(3);
  });

  it.each([
    ['a guessable password', { password: 'Password1234' }, 'auth.password_compromised', 'password'],
    ['a short password', { password: 'short' }, 'request.invalid', 'password'],
    ['no address', { email: 'nobody' }, 'request.invalid', 'email'],
    ['a name with a line break', { name: 'Ada\r\nBcc: x@y.z' }, 'request.invalid', 'name'],
    ['no company', { company: '  ' }, 'request.invalid', 'company'],
    ['an unknown time zone', { timeZone: 'Mars/Olympus' }, 'request.invalid', 'timeZone'],
  ])('refuses %s', async (_, over, code, path) => {
    const answer = await signUp(over);
    expect([answer.status, answer.body.code]).toEqual([400, code]);
    expect(answer.body.fields?.map((field) => field.path)).toContain(path);
  });

  it('does not take what it did not ask for', async () => {
    const email = newAddress();
    expect((await signUp({ email, role: 'owner', isAdmin: true, tenantId: '019a0000-0000-7000-8000-000000000000' })).status).toBe(400);
    expect(await opened(email)).toEqual([]);
  });

  it('takes emoji, spaces and 128 characters as they are typed', async () => {
    const password = `  🦊 quiet 🐢 lantern ${'x7Kq'.repeat(24)}  `;
    expect((await signUp({ password })).status).toBe(202);
  });
});
