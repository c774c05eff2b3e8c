import { hash } from '@node-rs/argon2';
import { type Session } from '@orbisvoice/shared-dto';
import { AuditReader } from '../../src/modules/audit/index.js';
import { UnknownLogIns } from '../../src/modules/auth/services/unknown-log-ins.js';
import { TenantService } from '../../src/modules/tenants/index.js';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { PasswordHasher } from '../../src/platform/crypto/passwords.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { auditActions, cookieNamed, isMe, newAddress, outbox, PASSWORD, stopTime, useApp, type Refusal } from './people.js';

/** Mann and Whitney's rank-sum test as a z value: beyond 3.29 the chance of seeing that without a difference is one in a thousand. */
function rankSumZ(left: readonly number[], right: readonly number[]): number {
  const wins = left.flatMap((a) => right.map((b) => (a > b ? 1 : a === b ? 0.5 : 0))).reduce<number>((sum, win) => sum + win, 0);
  const pairs = left.length * right.length;
  return (wins - pairs / 2) / Math.sqrt((pairs * (left.length + right.length + 1)) / 12);
}

/** What the platform's chain says of log-ins with an address nobody owns. */
async function unknownLogIns(app: TestApp): Promise<{ targetId: string; changes: object }[]> {
  const { rows } = await app.owner.query<{ targetId: string; changes: object }>(
    `select target_id as "targetId", changes from audit_entries where action = 'user.login_failed' and target_type = 'address' order by seq`,
  );
  return rows;
}

describe('POST /auth/login', () => {
  const app = useApp();
  const logIn = (email: string, password: string, headers: Record<string, string> = {}) =>
    app().request<Session & Refusal>('POST', '/auth/login', { body: { email, password }, headers });

  it('signs in: access token in the body, refresh token in an HttpOnly cookie only', async () => {
    const owner = await app().signUp();
    const answer = await logIn(owner.email.toUpperCase(), owner.password);
    expect(answer.status).toBe(200);
    expect(await isMe(app(), answer.body.accessToken)).toBe(200);
    expect(new Date(answer.body.expiresAt).getTime() - Date.now()).toBeLessThanOrEqual(600_000);
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^orbis_refresh_portal=[\w-]{43}; /);
    expect(cookie).toContain('Path=/api/auth');
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Strict');
    expect(answer.headers.get('cache-control')).toContain('no-store');
    expect((await auditActions(app(), owner.tenantId)).at(-1)).toBe('user.login_succeeded');
  });

  it('replaces a hash made with weaker parameters', async () => {
    const owner = await app().signUp();
    const weak = await hash(owner.password, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
    await app().owner.query('update users set password_hash = $2 where id = $1', [owner.session.me.id, weak]);
    expect((await logIn(owner.email, owner.password)).status).toBe(200);
    const { rows } = await app().owner.query<{ password_hash: string }>('select password_hash from users where id = $1', [
      owner.session.me.id,
    ]);
    expect(rows[0]?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect((await logIn(owner.email, owner.password)).status).toBe(200);
  });

  it('keeps the sessions of the two apps apart', async () => {
    const owner = await app().signUp();
    const answer = await logIn(owner.email, owner.password, { 'x-orbis-client': 'console' });
    expect(cookieNamed(answer.headers, 'orbis_refresh_console')).not.toBe('');
    expect(cookieNamed(answer.headers, 'orbis_refresh_portal')).toBe('');
  });

  it('answers a wrong password and an unknown address alike, and audits the first', async () => {
    const owner = await app().signUp();
    const [wrong, unknown] = [await logIn(owner.email, 'not the password'), await logIn(newAddress(), 'not the password')];
    expect(wrong.status).toBe(401);
    const comparable = ({ status, headers, body }: typeof wrong) => {
      const { traceId, ...rest } = body as unknown as Record<string, unknown>;
      const names = [...headers.keys()].filter((name) => !/ratelimit|date/i.test(name)).sort();
      return { status, rest, names, hasTrace: typeof traceId };
    };
    expect(comparable(wrong)).toEqual(comparable(unknown));
    expect((await auditActions(app(), owner.tenantId)).at(-1)).toBe('user.login_failed');
  });

  it('audits a guess at an address nobody owns in the chain of the platform, by a mark instead of the address', async () => {
    const before = (await unknownLogIns(app())).length;
    const [one, other] = [newAddress(), newAddress()];
    for (const email of [one, one, other]) expect((await logIn(email, 'not the password')).status).toBe(401);
    const entries = (await unknownLogIns(app())).slice(before);
    expect(entries).toHaveLength(3);
    expect(entries[0]?.targetId).toMatch(/^[\w-]{43}$/);
    expect(entries[1]?.targetId).toBe(entries[0]?.targetId);
    expect(entries[2]?.targetId).not.toBe(entries[0]?.targetId);
    const { rows } = await app().owner.query<{ text: string }>(
      `select string_agg(to_json(a)::text, '') as text from audit_entries a where target_type = 'address'`,
    );
    for (const personal of [one, other, '127.0.0.1']) expect(rows[0]?.text).not.toContain(personal);
    const { items } = await app().get(AuditReader).ofAllTenants({ pageSize: 1, action: 'user.login_failed', targetType: 'address' });
    expect(items).toMatchObject([{ tenantName: 'Platform', actorKind: 'anonymous', actorName: null, ip: '127.0.0.1' }]);
  });

  it('is not to be flooded with guesses at addresses nobody owns, and says how many it left out', async () => {
    const own = await startTestApp({ database: app().database });
    const time = jest.spyOn(performance, 'now');
    try {
      const log = own.get(UnknownLogIns);
      const origin = { ip: '198.51.100.7', userAgent: null, traceId: 'flood' };
      const before = (await unknownLogIns(own)).length;
      const now = performance.now();
      time.mockReturnValue(now);
      for (let guess = 0; guess < 75; guess++) await log.failed(newAddress(), origin);
      expect(await unknownLogIns(own)).toHaveLength(before + 60);
      time.mockReturnValue(now + 10_001);
      await log.failed(newAddress(), origin);
      expect((await unknownLogIns(own)).at(-1)?.changes).toEqual({ leftOutBefore: { before: null, after: 15 } });
    } finally {
      time.mockRestore();
      await own.close();
    }
  });

  it('does the same work and takes the same time for known and unknown addresses', async () => {
    const owners = await Promise.all(Array.from({ length: 4 }, () => app().signUp()));
    const hashing = jest.spyOn(app().get(PasswordHasher), 'verify');
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
    for (let round = 0; round < 32; round++) {
      // alternating which goes first: neither kind profits from its place
      const kind = round % 4 === 0 || round % 4 === 3 ? 'known' : 'unknown';
      const email = kind === 'known' ? (owners[round % 3]?.email ?? '') : newAddress();
      const started = performance.now();
      expect((await logIn(email, 'not the password')).status).toBe(401);
      times[kind].push(performance.now() - started);
      await app().owner.query('delete from login_attempts');
    }
    expect(hashing).toHaveBeenCalledTimes(32);
    hashing.mockRestore();
    // a busy machine slows both kinds; only a difference of ours would order them
    expect(Math.abs(rankSumZ(times.known, times.unknown))).toBeLessThan(3.29);
  });

  it('sends the link again for an address that is still to be proved, and says so only to who knows the password', async () => {
    const email = newAddress();
    await app().request('POST', '/auth/signup', { body: { email, password: PASSWORD, name: 'Ada', company: 'Acme' } });
    expect((await logIn(email, 'not the password')).body.code).toBe('auth.invalid_credentials');
    const answer = await logIn(email, PASSWORD);
    expect([answer.status, answer.body.code]).toEqual([403, 'auth.email_unverified']);
    const { rows } = await app().owner.query<{ tenant_id: string; id: string }>('select tenant_id, id from users where email = $1', [
      email,
    ]);
    expect(await outbox(app(), rows[0]?.tenant_id ?? '', 'user.email_verification_requested')).toEqual([{ userId: rows[0]?.id }]);
  });

  it('refuses a banned tenant, its open sessions at once, and lets it back in', async () => {
    const owner = await app().signUp();
    const tenants = app().get(TenantService);
    expect(await isMe(app(), owner.token)).toBe(200);
    await tenants.setStanding(tenantIdOf(owner.tenantId), { status: 'banned', reason: 'calls nobody asked for' });
    expect(await isMe(app(), owner.token)).toBe(403);
    const answer = await logIn(owner.email, owner.password);
    expect([answer.status, answer.body.code]).toEqual([403, 'auth.account_banned']);
    await tenants.setStanding(tenantIdOf(owner.tenantId), { status: 'active', reason: null });
    expect((await logIn(owner.email, owner.password)).status).toBe(200);
  });

  it('lets a suspended tenant in and tells it why', async () => {
    const owner = await app().signUp();
    await app().get(TenantService).setStanding(tenantIdOf(owner.tenantId), { status: 'suspended', reason: 'calls nobody asked for' });
    expect(await isMe(app(), owner.token)).toBe(200);
    const answer = await logIn(owner.email, owner.password);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        me: { tenant: { status: 'suspended', suspension: { reason: 'calls nobody asked for', contact: 'support@orbisvoice.example' } } },
      },
    });
  });

  it('brakes guessing before it hashes, alike for unknown addresses, but not the owner at a known device', async () => {
    const owner = await app().signUp();
    const signedIn = await logIn(owner.email, owner.password);
    const device = cookieNamed(signedIn.headers, 'orbis_device');
    const time = stopTime(app());
    for (const email of [owner.email, newAddress()]) {
      const answers = await Promise.all(Array.from({ length: 12 }, (_, guess) => logIn(email, `guess number ${guess}`)));
      const count = (code: string): number => answers.filter((answer) => answer.body.code === code).length;
      expect([count('auth.invalid_credentials'), count('request.rate_limited')]).toEqual([5, 7]);
    }
    const blocked = await logIn(owner.email, owner.password);
    expect([blocked.status, blocked.body.params?.['retryAfterSeconds']]).toEqual([429, 1]);
    expect((await logIn(owner.email, owner.password, { cookie: device })).status).toBe(200);
    expect((await logIn(owner.email, owner.password, { cookie: device.replace(/.$/, '') })).status).toBe(429);
    time.moveTo(1_000);
    expect((await logIn(owner.email, owner.password)).status).toBe(200);
    time.back();
  });

  it('brakes a network that sprays many accounts, whatever address it claims to come from', async () => {
    const time = stopTime(app());
    const statuses: number[] = [];
    for (let guess = 0; guess < 53; guess++) {
      statuses.push((await logIn(newAddress(), 'Spring and summer', { 'x-forwarded-for': `203.0.113.${guess}` })).status);
    }
    time.back();
    expect(statuses.filter((status) => status === 401)).toHaveLength(50);
    expect(statuses.slice(-3)).toEqual([429, 429, 429]);
  });

  it.each([
    ['no password', { email: 'a@b.example' }, 'password'],
    ['no address', { password: 'x' }, 'email'],
    ['more than it asks for', { email: 'a@b.example', password: 'x', tenantId: 'y' }, ''],
  ])('refuses %s', async (_, body, path) => {
    const answer = await app().request<Refusal>('POST', '/auth/login', { body });
    expect([answer.status, answer.body.code]).toEqual([400, 'request.invalid']);
    if (path) expect(answer.body.fields?.[0]?.path).toBe(path);
  });
});
