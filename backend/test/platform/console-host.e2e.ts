import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImpersonationTicket, Session } from '@orbisvoice/shared-dto';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';

const MAIN = 'app.example';
const CONSOLE = 'admin.example';
const PAGE = `<html><head><meta name="orbis-base" content="/admin/" /><meta name="orbis-portal" content="/" /></head>console</html>`;

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

interface Call {
  readonly method?: string;
  readonly host?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** The console on `admin.example`, everything else on `app.example`, as a proxy would hand requests on: by their `Host`. */
describe('the console on a host of its own', () => {
  let app: TestApp;
  let appsDir: string;
  let staff: TestOwner;
  let customer: TestOwner;

  beforeAll(async () => {
    appsDir = mkdtempSync(join(tmpdir(), 'own-host-'));
    for (const [name, page] of [
      ['customer-portal', '<html>portal</html>'],
      ['admin-console', PAGE],
    ] as const) {
      mkdirSync(join(appsDir, name, 'browser'), { recursive: true });
      writeFileSync(join(appsDir, name, 'browser', 'index.html'), page);
      writeFileSync(join(appsDir, name, 'browser', 'main-AB12CD34.js'), name);
    }
    app = await startTestApp({
      environment: { PUBLIC_URL: `https://${MAIN}`, ADMIN_URL: `https://${CONSOLE}`, APPS_DIR: appsDir },
    });
    [staff, customer] = [await app.signUp(), await app.signUp()];
    await app.owner.query('update users set is_admin = true where email = $1', [staff.email]);
  });
  afterAll(async () => {
    await app.close();
    rmSync(appsDir, { recursive: true });
  });

  /** `fetch` would not send another `Host` than the address's. */
  function call(path: string, { method = 'GET', host = MAIN, headers = {}, body }: Call = {}): Promise<Answer> {
    const { port } = new URL(app.url);
    const type = body && { 'content-type': 'application/json' };
    return new Promise((resolve, reject) => {
      const request = httpRequest({ host: '127.0.0.1', port, path, method, headers: { host, ...type, ...headers } }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text: String(Buffer.concat(parts)) }),
        );
      });
      request.on('error', reject);
      request.end(body && JSON.stringify(body));
    });
  }

  const logIn = (client: 'portal' | 'console', host: string, headers: Record<string, string> = {}): Promise<Answer> =>
    call('/api/auth/login', {
      method: 'POST',
      host,
      headers: { 'x-orbis-client': client, ...headers },
      body: { email: staff.email, password: staff.password },
    });
  const bearer = ({ text }: Answer): Record<string, string> => ({ authorization: `Bearer ${(JSON.parse(text) as Session).accessToken}` });
  const cookieOf = ({ headers }: Answer): string => (headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]).join('; ');

  it('serves each application at the root of its host, and tells the console where it is', async () => {
    const [portal, console, page] = await Promise.all([call('/'), call('/', { host: CONSOLE }), call('/tenants/1', { host: CONSOLE })]);
    expect(portal.text).toContain('portal</html>');
    for (const { status, text, headers } of [console, page]) {
      expect(status).toBe(200);
      expect(text).toContain('<meta name="orbis-base" content="/" />');
      expect(text).toContain(`<meta name="orbis-portal" content="https://${MAIN}/" />`);
      expect(headers['content-security-policy']).toContain("script-src 'self'");
      expect(headers['content-security-policy']).not.toContain(MAIN);
      expect(headers['strict-transport-security']).toContain('max-age');
    }
    expect((await call('/admin/main-AB12CD34.js', { host: CONSOLE })).text).toBe('admin-console');
    expect((await call('/', { host: CONSOLE.toUpperCase() })).text).toContain('console</html>');
  });

  it('leads an old address on at the console’s host, and nowhere else', async () => {
    const moved = await Promise.all(
      ['/admin', '/admin/', '/admin/tenants?status=active', '/admin//evil.example', '/admin/\\evil.example'].map((path) =>
        call(path, { host: CONSOLE }),
      ),
    );
    expect(moved.map(({ status, headers }) => [status, headers.location])).toEqual([
      [308, '/'],
      [308, '/'],
      [308, '/tenants?status=active'],
      [308, '/evil.example'],
      [308, '/evil.example'],
    ]);
  });

  it('is not found on the main host, which does not say where it is', async () => {
    for (const path of ['/admin', '/admin/', '/admin/tenants', '/admin/main-AB12CD34.js']) {
      const { status, headers, text } = await call(path);
      expect([path, status, headers.location]).toEqual([path, 404, undefined]);
      expect(text).not.toContain(CONSOLE);
    }
    // a probe by address gets what the main host gives
    expect((await call('/admin/', { host: '127.0.0.1' })).status).toBe(404);
    expect((await call('/api/health/live', { host: '127.0.0.1' })).status).toBe(200);
  });

  it('signs in each application on its own host only, with a cookie pinned to it', async () => {
    const good = await logIn('console', CONSOLE, { origin: `https://${CONSOLE}` });
    expect(good.status).toBe(200);
    const [refresh = ''] = (good.headers['set-cookie'] ?? []).filter((cookie) => cookie.includes('refresh'));
    expect(refresh).toMatch(/^__Host-orbis_refresh_console=/);
    expect(refresh).toMatch(/; Path=\/; HttpOnly; SameSite=Strict; Secure$/);
    expect(refresh).not.toMatch(/domain/i);
    expect((await logIn('portal', MAIN)).status).toBe(200);
    for (const [client, host, headers] of [
      ['console', MAIN, {}],
      ['portal', CONSOLE, {}],
      ['console', CONSOLE, { origin: `https://${MAIN}` }],
      ['console', CONSOLE, { origin: `http://${CONSOLE}` }],
      ['console', CONSOLE, { origin: 'null' }],
    ] as const) {
      const refused = await logIn(client, host, headers);
      expect([client, host, refused.status]).toEqual([client, host, 400]);
      expect(refused.headers['set-cookie']).toBeUndefined();
      expect(JSON.parse(refused.text)).toMatchObject({ code: 'request.invalid', fields: [{ path: 'x-orbis-client' }] });
    }
  });

  it('takes the cookie of staff on the console’s host from the console’s pages, and nowhere else', async () => {
    const cookie = cookieOf(await logIn('console', CONSOLE));
    const refresh = (host: string, origin?: string): Promise<Answer> =>
      call('/api/auth/refresh', { method: 'POST', host, headers: { cookie, 'x-orbis-client': 'console', ...(origin && { origin }) } });
    expect((await refresh(MAIN)).status).toBe(400);
    expect((await refresh(CONSOLE, `https://${MAIN}`)).status).toBe(400);
    expect((await refresh(CONSOLE, `https://${CONSOLE}`)).status).toBe(200);
  });

  it('answers staff’s routes on the console’s host, to a session of the console', async () => {
    const console = bearer(await logIn('console', CONSOLE));
    const portal = bearer(await logIn('portal', MAIN));
    const read = async (host: string, headers: Record<string, string>): Promise<number> =>
      (await call('/api/admin/overview', { host, headers })).status;
    expect(await read(CONSOLE, console)).toBe(200);
    expect(await read(MAIN, console)).toBe(404);
    expect(await read(CONSOLE, portal)).toBe(403);
    expect(await read(MAIN, portal)).toBe(404);
    expect((await call('/api/%61dmin/overview', { headers: console })).status).toBe(404);
    // and the other way round: the portal's API is not on the console's host
    expect((await call('/api/agents', { host: CONSOLE, headers: portal })).status).toBe(404);
    expect((await call('/api/agents', { headers: portal })).status).toBe(200);
    expect((await call('/api/auth/me', { host: CONSOLE, headers: console })).status).toBe(200);
  });

  it('keeps the documentation of the API on the main host', async () => {
    for (const path of [
      '/api/docs',
      '/api/docs/errors',
      '/api/docs/init.js',
      '/api/docs/swagger-ui.css',
      '/api/openapi.json',
      '/api/openapi.yaml',
    ]) {
      const [main, console] = await Promise.all([call(path), call(path, { host: CONSOLE })]);
      expect([path, main.status, console.status]).toEqual([path, 200, 404]);
      expect(JSON.parse(console.text)).toMatchObject({ code: 'request.not_found' });
    }
  });

  it('lets neither host read the other across origins', async () => {
    for (const [host, origin] of [
      [MAIN, `https://${CONSOLE}`],
      [CONSOLE, `https://${MAIN}`],
    ] as const) {
      const preflight = await call('/api/auth/refresh', {
        method: 'OPTIONS',
        host,
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-orbis-client' },
      });
      expect(preflight.headers['access-control-allow-origin']).toBeUndefined();
      const answer = await call('/api/health/live', { host, headers: { origin } });
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
      expect(answer.headers['cross-origin-resource-policy']).toBe('same-origin');
    }
  });

  it('hands an impersonation over to the main host', async () => {
    const headers = bearer(await logIn('console', CONSOLE));
    const body = { userId: customer.session.me.id, mode: 'read', reason: 'They asked why the front desk is silent.' };
    const started = await call(`/api/admin/tenants/${customer.tenantId}/impersonate`, { method: 'POST', host: CONSOLE, headers, body });
    const { url } = JSON.parse(started.text) as ImpersonationTicket;
    expect(url).toMatch(new RegExp(`^https://${MAIN}/impersonate#code=`));
    const code = decodeURIComponent(url.split('#code=')[1] ?? '');
    expect((await call('/api/auth/impersonation', { method: 'POST', headers: {}, body: { code } })).status).toBe(200);
  });

  it('does not believe a forwarded host of a stranger’s', async () => {
    const { text } = await call('/', { headers: { 'x-forwarded-host': CONSOLE } });
    expect(text).toContain('portal</html>');
  });
});
