import { type Session } from '@orbisvoice/shared-dto';
import { auditActions, cookieNamed, isMe, outbox, shiftTime, useApp, type Refusal } from './people.js';

describe('POST /auth/refresh', () => {
  const app = useApp();
  const refresh = (cookie: string, headers: Record<string, string> = {}) =>
    app().request<Session & Refusal>('POST', '/auth/refresh', { headers: { cookie, ...headers } });
  const next = (headers: Headers): string => cookieNamed(headers, 'orbis_refresh_portal');

  it('rotates: a new access token, a new cookie, the same session', async () => {
    const owner = await app().signUp();
    const answer = await refresh(owner.cookie);
    expect(answer.status).toBe(200);
    expect(next(answer.headers)).not.toBe(owner.cookie);
    expect(answer.body.me.id).toBe(owner.session.me.id);
    expect(await isMe(app(), answer.body.accessToken)).toBe(200);
    const { rows } = await app().owner.query('select 1 from sessions where tenant_id = $1', [owner.tenantId]);
    expect(rows).toHaveLength(1);
  });

  it('stores no token that could be used', async () => {
    const owner = await app().signUp();
    const token = next((await refresh(owner.cookie)).headers).split('=')[1] ?? '';
    const { rows } = await app().owner.query<{ row: string }>(
      'select refresh_tokens::text as row from refresh_tokens where tenant_id = $1',
      [owner.tenantId],
    );
    expect(rows).toHaveLength(2);
    for (const { row } of rows) expect(row).not.toContain(token);
  });

  it('gives ten at once the same successor and rotates once', async () => {
    const owner = await app().signUp();
    const answers = await Promise.all(Array.from({ length: 10 }, () => refresh(owner.cookie)));
    expect(answers.map((answer) => answer.status)).toEqual(Array(10).fill(200));
    expect(new Set(answers.map((answer) => next(answer.headers))).size).toBe(1);
    const { rows } = await app().owner.query('select 1 from refresh_tokens where tenant_id = $1', [owner.tenantId]);
    expect(rows).toHaveLength(2);
  });

  it('gives a late double submit the newest token, not one already used by another tab', async () => {
    const owner = await app().signUp();
    const first = next((await refresh(owner.cookie)).headers);
    const second = next((await refresh(first)).headers);
    expect(next((await refresh(owner.cookie)).headers)).toBe(second);
  });

  it('ends the whole family when a used token comes back after the grace, and raises the alarm', async () => {
    const owner = await app().signUp();
    const first = await refresh(owner.cookie);
    expect(await isMe(app(), first.body.accessToken)).toBe(200);
    const time = shiftTime(app(), 11_000);
    const stolen = await refresh(owner.cookie);
    expect([stolen.status, stolen.body.code]).toEqual([401, 'auth.refresh_reused']);
    expect((await refresh(next(first.headers))).body.code).toBe('auth.refresh_invalid');
    time.back();
    expect(await isMe(app(), first.body.accessToken)).toBe(401);
    expect((await auditActions(app(), owner.tenantId)).at(-1)).toBe('security.alert');
    expect(await outbox(app(), owner.tenantId, 'security.alert')).toMatchObject([
      { kind: 'refresh_token_reused', userId: owner.session.me.id },
    ]);
  });

  it('ends after fourteen idle days, and after ninety in any case', async () => {
    const owner = await app().signUp();
    const idle = shiftTime(app(), 14 * 86_400_000 + 1_000);
    expect((await refresh(owner.cookie)).body.code).toBe('auth.refresh_invalid');
    idle.back();
    let cookie = owner.cookie;
    for (let day = 13; day < 90; day += 13) {
      const time = shiftTime(app(), day * 86_400_000);
      const answer = await refresh(cookie);
      expect(answer.status).toBe(200);
      cookie = next(answer.headers);
      time.back();
    }
    const end = shiftTime(app(), 90 * 86_400_000 + 1_000);
    expect((await refresh(cookie)).body.code).toBe('auth.refresh_invalid');
    end.back();
  });

  it.each([
    ['without the header that other sites cannot send', { 'x-orbis-client': '' }, 400, 'request.invalid'],
    ['with an unknown client', { 'x-orbis-client': 'elsewhere' }, 400, 'request.invalid'],
    ['for the other app', { 'x-orbis-client': 'console' }, 401, 'auth.refresh_invalid'],
  ])('refuses %s', async (_, headers, status, code) => {
    const owner = await app().signUp();
    const answer = await refresh(owner.cookie, headers);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('takes no access token as refresh token, no other app by renaming its cookie, and nothing made up', async () => {
    const owner = await app().signUp();
    const renamed = owner.cookie.replace('_portal', '_console');
    expect((await refresh(renamed, { 'x-orbis-client': 'console' })).body.code).toBe('auth.refresh_invalid');
    for (const token of [owner.token, 'x'.repeat(43), '']) {
      expect((await refresh(`orbis_refresh_portal=${token}`)).body.code).toBe('auth.refresh_invalid');
    }
    expect((await refresh(owner.cookie)).status).toBe(200);
  });
});
