/** @own-modules a part of the platform, whose jobs and events are the only ones there are */
import { request as httpRequest } from 'node:http';
import { newId } from '../../src/platform/database/ids.js';
import { Lifecycle } from '../../src/platform/shutdown/lifecycle.js';
import { type PlatformApp, startPlatform } from './platform-app.js';

describe('what every request passes', () => {
  let platform: PlatformApp;
  beforeAll(async () => {
    platform = await startPlatform({ environment: { RATE_LIMIT_PER_MINUTE: '50', PUBLIC_URL: 'https://app.example' } });
  });
  afterAll(() => platform.close());

  const call = (path: string, init?: RequestInit): Promise<Response> => fetch(`${platform.url}${path}`, { redirect: 'manual', ...init });

  it('tells the rate limit on every API answer, found or not, well-formed or not', async () => {
    const answers = await Promise.all([
      call('/api/nowhere'),
      call('/api/notes', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"text":' }),
      call('/api/notes/1'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 400, 401]);
    for (const { headers } of answers) {
      expect(headers.get('ratelimit-limit')).toBe('50');
      expect(Number(headers.get('ratelimit-remaining'))).toBeLessThan(50);
      expect(Number(headers.get('ratelimit-reset'))).toBeGreaterThan(0);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('refuses above the limit with 429 and says when to come back', async () => {
    const token = `test-${newId()}`;
    const statuses: number[] = [];
    let last: Response | undefined;
    for (let count = 0; count < 51; count++) {
      last = await call('/api/notes/1', { headers: { authorization: `Bearer ${token}` } });
      statuses.push(last.status);
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(50);
    expect(last?.status).toBe(429);
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(last?.headers.get('content-type')).toContain('application/problem+json');
    expect(await last?.json()).toMatchObject({ code: 'request.rate_limited', status: 429 });
    // another caller of the same address is not touched
    expect((await call('/api/notes/1', { headers: { authorization: `Bearer test-${newId()}` } })).status).toBe(200);
  });

  it('limits a named account however many addresses or tokens ask', async () => {
    const signIn = (email: string): Promise<Response> =>
      call('/api/notes/signin', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${newId()}` },
        body: JSON.stringify({ email }),
      });
    const answers = [await signIn('a@x.example'), await signIn('A@x.example '), await signIn('a@x.example'), await signIn('b@x.example')];
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 429, 204]);
    expect(answers[2]?.headers.get('ratelimit-limit')).toBe('2');
  });

  it('does not count probes, scrapes, documents and pages', async () => {
    for (const path of ['/api/health/live', '/api/docs', '/api/openapi.json', '/']) {
      expect((await call(path)).headers.get('ratelimit-limit')).toBeNull();
    }
  });

  it('does not let random tokens buy fresh buckets', async () => {
    const own = await startPlatform({ environment: { RATE_LIMIT_PER_MINUTE: '5' } });
    const statuses: number[] = [];
    for (let count = 0; count < 20; count++) {
      const { status } = await fetch(`${own.url}/api/notes/1`, { headers: { authorization: `Bearer nobody-${count}` } });
      statuses.push(status);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await own.close();
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(11);
    expect(statuses.at(-1)).toBe(429);
  });

  it('sets the security headers on everything', async () => {
    for (const path of ['/api/health/live', '/api/nowhere', '/', '/admin/', '/missing.js']) {
      const { headers } = await call(path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('permissions-policy')).toContain('camera=()');
      expect(headers.get('x-robots-tag')).toContain('noindex');
      expect(headers.get('access-control-allow-origin')).toBeNull();
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });

  it('takes over a trace id of the right shape, and no other', async () => {
    const id = newId();
    expect((await call('/api/health/live', { headers: { 'x-request-id': id } })).headers.get('x-request-id')).toBe(id);
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const traced = await call('/api/nowhere', { headers: { traceparent } });
    expect(traced.headers.get('x-request-id')).toBe('0af76519-16cd-43dd-8448-eb211c80319c');
    expect(await traced.json()).toMatchObject({ traceId: '0af76519-16cd-43dd-8448-eb211c80319c' });
    expect((await call('/api/health/live', { headers: { 'x-request-id': 'evil value' } })).headers.get('x-request-id')).not.toContain(
      'evil',
    );
  });

  it('is ready with every part, and not while shutting down', async () => {
    const ready = await call('/api/health/ready');
    expect(await ready.json()).toMatchObject({ status: 'ready' });
    expect(ready.status).toBe(200);
    const lifecycle = platform.app.get(Lifecycle, { strict: false });
    lifecycle.startDraining();
    const draining = await call('/api/health/ready');
    expect(draining.status).toBe(503);
    expect(await draining.json()).toMatchObject({
      status: 'not_ready',
      parts: expect.arrayContaining([expect.objectContaining({ name: 'process', status: 'down' })]),
    });
  });

  it('tells its figures by route pattern, to this machine only', async () => {
    await call('/api/notes/7', { headers: { authorization: `Bearer test-${newId()}` } });
    const text = await (await call('/api/metrics')).text();
    expect(text).toContain('orbis_http_request_seconds_bucket{le="0.005",method="GET",route="/api/notes/:id",status="200"}');
    expect(text).toContain('orbis_outbox_pending_events ');
    expect(text).toContain('orbis_queue_jobs{queue="events",state="waiting"} 0');
    expect(text).toContain('orbis_database_pool{pool="app",state="open"}');
    expect(text).toContain('orbis_rate_limit_refusals_total{limit="general"}');
    expect(text).not.toContain('/api/notes/7');
    expect((await call('/api/metrics', { headers: { 'x-forwarded-for': '127.0.0.1' } })).status).toBe(401);
  });

  it('never leaves the folder of an app', async () => {
    const { hostname, port } = new URL(platform.url);
    const status = await new Promise<number>((resolve, reject) => {
      httpRequest({ hostname, port, path: '/..%2f..%2f..%2fetc/passwd.txt' }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      })
        .on('error', reject)
        .end();
    });
    expect([404, 503]).toContain(status);
  });
});
