import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { Metrics } from '../../src/platform/metrics/metrics.js';
import { TenantService } from '../../src/modules/tenants/index.js';
import { stopTime } from '../auth/people.js';
import { createAgent } from '../factories/entities.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { Website } from './widget-world.js';

const MINUTE = 60_000;
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ environment: { TRUST_PROXY: '127.0.0.1', COUNTRY_HEADER: 'cf-ipcountry' } });
});
afterAll(() => app.close());
afterEach(() => jest.restoreAllMocks());

/** How many events met this fate so far. */
async function fate(name: string): Promise<number> {
  const samples = await app.get(Metrics).read('orbis_widget_events_total');
  return samples.find(({ labels }) => labels['fate'] === name)?.value ?? 0;
}

describe('POST /widget/events', () => {
  it('keeps a visit with what happened in it, and who it was as far as the browser says', async () => {
    const site = await Website.of(app);
    const time = stopTime(app);
    const answer = await site.report([{ kind: 'impression', visitId: 'visit-1', visitorId: 'v-1' }], { headers: { 'cf-ipcountry': 'DE' } });
    expect([answer.status, answer.body]).toEqual([204, '']);
    time.moveTo(4_000);
    await site.report([
      { kind: 'open', visitId: 'visit-1' },
      { kind: 'granted', visitId: 'visit-1', visitorId: 'somebody-else' },
    ]);
    const [visit, ...others] = await site.visits();
    expect(others).toEqual([]);
    expect(visit).toMatchObject({ visit_id: 'visit-1', agent_id: site.agent.id, visitor_id: 'v-1' });
    expect(visit).toMatchObject({ device: 'desktop', browser: 'Firefox', country: 'DE', started_at: visit?.impression_at });
    expect(Number(visit?.opened_at) - Number(visit?.impression_at)).toBe(4_000);
    expect(visit?.granted_at).toEqual(visit?.opened_at);
    expect(visit?.month).toMatch(/^widget_visits_\d{4}_\d{2}$/);
  });

  it('changes nothing when it is told again, in the same order or another, however often at once', async () => {
    const site = await Website.of(app);
    const time = stopTime(app);
    const events = (['impression', 'open', 'granted'] as const).map((kind) => ({ kind, visitId: 'again', visitorId: 'v' }));
    const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => site.report(n % 2 ? events : [...events].reverse())));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 204));
    const before = await site.visits();
    expect(before).toHaveLength(1);
    for (const ms of [MINUTE, 20 * 24 * 60 * MINUTE]) {
      time.moveTo(ms);
      await site.report(events);
      expect(await site.visits()).toEqual(before);
    }
  });

  it('keeps a visit one that goes on after the end of its month', async () => {
    const site = await Website.of(app);
    const now = new Date();
    const nextMonth = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1);
    const time = stopTime(app);
    time.moveTo(nextMonth - Date.now() - 2_000);
    await site.report([{ kind: 'impression', visitId: 'new-year' }]);
    time.moveTo(nextMonth - Date.now() + 10_000);
    await site.report([{ kind: 'impression', visitId: 'new-year' }, { kind: 'open', visitId: 'new-year' }, { kind: 'open', visitId: 'later' }]); // prettier-ignore
    const visits = await site.visits();
    expect(visits.map(({ visit_id }) => visit_id)).toEqual(['new-year', 'later']);
    expect(new Set(visits.map(({ month }) => month)).size).toBe(2);
    expect(Number(visits[0]?.opened_at)).toBeGreaterThan(nextMonth);
  });

  it('believes the clock of a visitor for five minutes back, and never ahead', async () => {
    const site = await Website.of(app);
    const time = stopTime(app);
    const base = Date.now();
    const at = (seconds: number): string => new Date(base + seconds * 1000).toISOString();
    time.moveTo(0);
    await site.report([
      { kind: 'impression', visitId: 'believed', at: at(-120) },
      { kind: 'impression', visitId: 'old', at: at(-3600) },
      { kind: 'impression', visitId: 'ahead', at: at(3600) },
      { kind: 'impression', visitId: 'absurd', at: '0001-01-01T00:00:00Z' },
    ]);
    const when = Object.fromEntries((await site.visits()).map((visit) => [visit.visit_id, Number(visit.impression_at) - base]));
    expect(Math.round((when['believed'] ?? 0) / 1000)).toBe(-120);
    for (const visitId of ['old', 'ahead', 'absurd']) expect(Math.abs(when[visitId] ?? Infinity)).toBeLessThan(1_000);
  });

  it('leaves robots out and does not tell them', async () => {
    const site = await Website.of(app);
    const before = await fate('robot');
    for (const userAgent of [
      'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/126.0.0.0 Safari/537.36',
      'curl/8.5.0',
      '',
    ]) {
      expect((await site.report([{ kind: 'impression', visitId: 'robot' }], { userAgent })).status).toBe(204);
    }
    expect(await site.visits()).toEqual([]);
    expect((await fate('robot')) - before).toBe(4);
  });

  it('keeps nothing of a suspended workspace, and knows no agent that is switched off or gone', async () => {
    const site = await Website.of(app);
    const event = [{ kind: 'impression', visitId: 'x' }];
    const before = await fate('suspended');
    await app.get(TenantService).setStanding(tenantIdOf(site.owner.tenantId), { status: 'suspended', reason: 'unpaid' });
    expect((await site.report(event)).status).toBe(204);
    expect((await fate('suspended')) - before).toBe(1);
    await app.get(TenantService).setStanding(tenantIdOf(site.owner.tenantId), { status: 'active', reason: null });
    await app.request('PATCH', `/agents/${site.agent.id}`, { token: site.owner.token, body: { isActive: false } });
    expect(await site.report(event)).toMatchObject({ status: 404, body: { code: 'agents.not_found' } });
    await app.request('DELETE', `/agents/${site.agent.id}`, { token: site.owner.token });
    expect(await site.report(event)).toMatchObject({ status: 404, body: { code: 'agents.not_found' } });
    expect(await site.visits()).toEqual([]);
  });

  it('counts the same visit id of two tenants twice, and of two agents of one tenant once', async () => {
    const [one, two] = [await Website.of(app), await Website.of(app)];
    const event = [{ kind: 'impression', visitId: 'shared' }];
    for (const site of [one, two]) await site.report(event);
    const other = new Website(app, one.owner, await createAgent(app, one.owner.token));
    expect((await other.report([{ kind: 'open', visitId: 'shared' }])).status).toBe(204);
    expect(await one.visits()).toMatchObject([{ agent_id: one.agent.id, opened_at: null }]);
    expect(await two.visits()).toMatchObject([{ agent_id: two.agent.id }]);
  });

  it('refuses what is no report, by field', async () => {
    const site = await Website.of(app);
    const event = { kind: 'impression', visitId: 'x' };
    for (const [events, field] of [
      [[], 'events'],
      [Array.from({ length: 21 }, () => event), 'events'],
      [[{ ...event, kind: 'purchase' }], 'events.0.kind'],
      [[{ ...event, visitId: ' ' }], 'events.0.visitId'],
      [[{ ...event, visitId: 'x'.repeat(129) }], 'events.0.visitId'],
      [[{ ...event, at: 'yesterday' }], 'events.0.at'],
      [[{ ...event, email: 'ada@example.com' }], 'events.0.email'],
    ] as const) {
      const { status, body } = await site.report(events);
      expect([status, body.code, body.fields?.map(({ path }) => path)]).toEqual([400, 'request.invalid', [field]]);
    }
    const answer = await app.request('POST', '/widget/events', { body: { events: [event] } });
    expect(answer).toMatchObject({ status: 400, body: { fields: [{ path: 'agent' }] } });
    const unknown = await app.request('POST', '/widget/events?agent=pk_nobody', { body: { events: [event] } });
    expect(unknown).toMatchObject({ status: 404, body: { code: 'agents.not_found' } });
  });

  it('limits an address, and all addresses of an agent together', async () => {
    const [site, neighbour] = [await Website.of(app), await Website.of(app)];
    const event = [{ kind: 'impression', visitId: 'x' }];
    const send = (page: Website, address: string) => page.report(event, { address });
    // on a slow machine tokens come back while they are spent
    let refused;
    for (let round = 0; round < 20 && !refused; round++) {
      const answers = await Promise.all(Array.from({ length: 20 }, () => send(site, '198.51.100.1')));
      refused = answers.find(({ status }) => status === 429);
    }
    expect([refused?.body.code, refused?.headers.get('retry-after')]).toEqual(['request.rate_limited', '1']);
    expect((await send(site, '198.51.100.2')).status).toBe(204);
    const neighbours = await Promise.all(Array.from({ length: 20 }, () => send(neighbour, '198.51.100.1')));
    expect(neighbours.map(({ status }) => status)).toContain(429);
  });
});
