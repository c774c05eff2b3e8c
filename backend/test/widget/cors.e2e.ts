import { WidgetAgent } from '@orbisvoice/shared-dto';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { TenantService } from '../../src/modules/tenants/index.js';
import { startTestApp, type TestAnswer, type TestApp } from '../harness/app.js';
import { Website } from './widget-world.js';

const SHOP = 'https://shop.example';
const EVENT = [{ kind: 'impression', visitId: 'x' }];
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ environment: { TRUST_PROXY: '127.0.0.1' } });
});
afterAll(() => app.close());

const allowed = ({ headers }: TestAnswer<unknown>): string | null => headers.get('access-control-allow-origin');
const preflight = (publicKey: string, origin: string): Promise<TestAnswer<unknown>> =>
  app.request('OPTIONS', `/widget/events?agent=${publicKey}`, {
    headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
  });

describe('pages of other sites', () => {
  it('may report when the agent is for them, each by its name', async () => {
    const site = await Website.of(app, { allowedOrigins: [SHOP, 'http://localhost:4200'] });
    for (const origin of [SHOP, 'http://localhost:4200']) {
      const answer = await site.report(EVENT, { origin });
      expect([answer.status, allowed(answer), answer.headers.get('vary')?.toLowerCase()]).toEqual([204, origin, 'origin']);
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    }
  });

  it('may not when it is not, and a script without a page may not either', async () => {
    const site = await Website.of(app, { allowedOrigins: [SHOP] });
    for (const origin of ['https://evil.example', 'http://shop.example', 'null', undefined]) {
      const answer = await site.report(EVENT, origin === undefined ? {} : { origin });
      expect([origin, answer.status, answer.body.code, allowed(answer)]).toEqual([origin, 403, 'request.origin_refused', null]);
    }
    expect(await site.visits()).toEqual([]);
  });

  it('may all report where the agent has no list', async () => {
    const site = await Website.of(app);
    const answer = await site.report(EVENT, { origin: 'https://anywhere.example' });
    expect([answer.status, allowed(answer)]).toEqual([204, 'https://anywhere.example']);
    expect((await site.report(EVENT)).status).toBe(204);
  });

  it('read why they were refused where they are let in', async () => {
    const site = await Website.of(app, { allowedOrigins: [SHOP] });
    await app.request('PATCH', `/agents/${site.agent.id}`, { token: site.owner.token, body: { isActive: false } });
    const answer = await site.report(EVENT, { origin: SHOP });
    expect([answer.status, allowed(answer)]).toEqual([404, SHOP]);
  });

  it('read why they were refused also before that is known, and when to come again', async () => {
    const site = await Website.of(app, { allowedOrigins: [SHOP] });
    const exposed = ({ headers }: TestAnswer<unknown>): string | null => headers.get('access-control-expose-headers');
    const invalid = await site.report([], { origin: SHOP });
    expect([invalid.status, allowed(invalid), exposed(invalid)]).toEqual([400, SHOP, 'retry-after']);
    expect(allowed(await site.report([], { origin: 'https://evil.example' }))).toBeNull();
    const nobody = await app.request('POST', '/widget/events?agent=pk_nobody', { headers: { origin: SHOP }, body: { events: [] } });
    expect([nobody.status, allowed(nobody)]).toEqual([400, null]);

    const refusedTo = async (origin: string): Promise<TestAnswer<unknown> | undefined> => {
      // on a slow machine tokens come back while they are spent
      for (let round = 0; round < 20; round++) {
        const answers = await Promise.all(Array.from({ length: 20 }, () => site.report(EVENT, { origin, address: '198.51.100.9' })));
        const refused = answers.find(({ status }) => status === 429);
        if (refused) return refused;
      }
      return undefined;
    };
    const limited = await refusedTo(SHOP);
    expect(limited && [allowed(limited), exposed(limited), limited.headers.get('retry-after')]).toEqual([SHOP, 'retry-after', '1']);
    const foreign = await refusedTo('https://evil.example');
    expect(foreign && allowed(foreign)).toBeNull();
  });

  it('are told by a preflight, which is exact as well', async () => {
    const { agent } = await Website.of(app, { allowedOrigins: [SHOP] });
    const answer = await preflight(agent.publicKey, SHOP);
    expect([answer.status, allowed(answer)]).toEqual([204, SHOP]);
    expect(answer.headers.get('access-control-allow-methods')).toBe('POST');
    expect(answer.headers.get('access-control-allow-headers')).toBe('content-type');
    for (const [key, origin] of [
      [agent.publicKey, 'https://evil.example'],
      ['pk_nobody', SHOP],
    ] as const) {
      const refused = await preflight(key, origin);
      expect([refused.status, allowed(refused), refused.headers.get('access-control-allow-methods')]).toEqual([204, null, null]);
    }
  });
});

describe('GET /widget/agents/:publicKey', () => {
  const show = (publicKey: string, origin?: string): Promise<TestAnswer<unknown>> =>
    app.request('GET', `/widget/agents/${publicKey}`, { headers: { ...(origin !== undefined && { origin }) } });

  it('shows what a page needs, and nothing of what the agent is told', async () => {
    const { agent, owner } = await Website.of(app, { allowedOrigins: [SHOP] });
    const answer = await show(agent.publicKey, SHOP);
    expect([answer.status, allowed(answer)]).toEqual([200, SHOP]);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=60');
    expect(answer.headers.get('vary')?.toLowerCase()).toContain('origin');
    expect(answer.body).toEqual({ name: agent.name, greeting: agent.greeting, widget: agent.widget, isActive: true });
    expect((await show(agent.publicKey)).status).toBe(200);
    await app.get(TenantService).setStanding(tenantIdOf(owner.tenantId), { status: 'suspended', reason: 'unpaid' });
    expect(WidgetAgent.parse((await show(agent.publicKey)).body).isActive).toBe(false);
  });

  it('shows nothing to another page, and knows no key that is none', async () => {
    const { agent } = await Website.of(app, { allowedOrigins: [SHOP] });
    const foreign = await show(agent.publicKey, 'https://evil.example');
    expect([foreign.status, allowed(foreign), foreign.headers.get('cache-control')]).toEqual([403, null, 'no-store']);
    expect(await show('pk_nobody')).toMatchObject({ status: 404, body: { code: 'agents.not_found' } });
    expect((await show('x'.repeat(65))).status).toBe(400);
  });
});
