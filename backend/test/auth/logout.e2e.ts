import { auditActions, isMe, useApp, type Refusal } from './people.js';

describe('POST /auth/logout', () => {
  const app = useApp();
  const logOut = (cookie: string, headers: Record<string, string> = {}) =>
    app().request<Refusal>('POST', '/auth/logout', { headers: { cookie, ...headers } });

  it('ends the session at once and clears the cookie', async () => {
    const owner = await app().signUp();
    expect(await isMe(app(), owner.token)).toBe(200);
    const answer = await logOut(owner.cookie);
    expect(answer.status).toBe(204);
    expect(answer.headers.getSetCookie()[0]).toMatch(/^orbis_refresh_portal=;.*(Max-Age=0|Expires=Thu, 01 Jan 1970)/);
    expect(await isMe(app(), owner.token)).toBe(401);
    const refreshed = await app().request<Refusal>('POST', '/auth/refresh', { headers: { cookie: owner.cookie } });
    expect(refreshed.body.code).toBe('auth.refresh_invalid');
    expect((await auditActions(app(), owner.tenantId)).at(-1)).toBe('user.logged_out');
  });

  it('is fine with nothing to end', async () => {
    const owner = await app().signUp();
    for (const cookie of ['', 'orbis_refresh_portal=unknown']) expect((await logOut(cookie)).status).toBe(204);
    await logOut(owner.cookie);
    expect((await logOut(owner.cookie)).status).toBe(204);
    expect((await auditActions(app(), owner.tenantId)).filter((action) => action === 'user.logged_out')).toHaveLength(1);
  });

  it('cannot be caused by another site', async () => {
    const owner = await app().signUp();
    expect((await logOut(owner.cookie, { 'x-orbis-client': '' })).status).toBe(400);
    expect(await isMe(app(), owner.token)).toBe(200);
  });
});
