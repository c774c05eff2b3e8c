import { AgentAnalytics, ConversationAnalytics, type Problem, Stats } from '@orbisvoice/shared-dto';
import { ANALYTICS_DAYS_MAX, METRICS_VERSION } from '@orbisvoice/shared-dto/values';
import { dayAfter, dayOf } from '../../src/modules/analytics/domain/report-days.js';
import { Rollups } from '../../src/modules/analytics/index.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { newId } from '../../src/platform/database/ids.js';
import { createAgent, createApiKey } from '../factories/entities.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { conversation, type ConversationRow, insertConversations } from './conversation-rows.js';
import { insertCalls } from './tool-calls.js';

const ROUTES = ['/analytics/conversations', '/analytics/agents'] as const;
const HOUR = 3_600_000;

let app: TestApp;
let owner: TestOwner;
let agents: { ava: string; ben: string; gone: string };

beforeAll(async () => {
  app = await startTestApp();
  owner = await app.signUp();
  const [ava, ben, gone] = await Promise.all(
    ['Ava', 'Ben', 'Gone'].map(async (name) => (await createAgent(app, owner.token, { name })).id),
  );
  agents = { ava: ava ?? '', ben: ben ?? '', gone: gone ?? '' };
}, 60_000);
afterAll(() => app.close());

const get = <T>(path: string, token = owner.token) => app.request<T>('GET', path, { token });

async function conversations(query = '', token = owner.token): Promise<ConversationAnalytics> {
  const answer = await get(`/analytics/conversations${query}`, token);
  expect([query, answer.status]).toEqual([query, 200]);
  return ConversationAnalytics.parse(answer.body);
}

async function agentReport(query = ''): Promise<AgentAnalytics> {
  const answer = await get(`/analytics/agents${query}`);
  expect([query, answer.status]).toEqual([query, 200]);
  return AgentAnalytics.parse(answer.body);
}

const ago = (hours: number): number => Date.now() - hours * HOUR;
const made = (over: Partial<ConversationRow> = {}): ConversationRow =>
  conversation({ agentId: agents.ava, startedAt: ago(1), outcome: 'success', duration: 30, firstResponse: 400, ...over });

describe.each(ROUTES)('GET %s', (route) => {
  it('refuses strangers', async () => expect((await app.request('GET', route)).status).toBe(401));

  it('serves a key that may read figures, and none that may not', async () => {
    const may = await createApiKey(app, owner.token, { name: 'Figures', scopes: ['stats.read'] });
    const mayNot = await createApiKey(app, owner.token, { name: 'No figures', scopes: ['agents.read'] });
    expect((await get(route, may.secret)).status).toBe(200);
    const refused = await get<Problem>(route, mayNot.secret);
    expect([refused.status, refused.body.code]).toEqual([403, 'access.forbidden']);
  });

  it.each([
    ['from=2026-02-30', 'from'],
    ['from=2026-03-02&to=2026-03-01', 'to'],
    ['from=2020-01-01&to=2026-01-01', 'from'],
    ['from=1999-12-31&to=2000-02-01', 'from'],
    ['to=2200-01-02', 'to'],
    ['to=2026-03-01T00:00', 'to'],
    ['from=2026-01-01&to=2026-02-04&interval=hour', 'interval'],
    ['interval=minute', 'interval'],
    ['timeZone=Mars/Olympus', 'timeZone'],
    ['timeZone=%2B05:30', 'timeZone'],
    ['compare=best', 'compare'],
    ['channel=playground', 'channel'],
    ['agentId=ava', 'agentId'],
  ])('refuses ?%s with the field named', async (query, field) => {
    const answer = await get<Problem>(`${route}?${query}`);
    expect([answer.status, answer.body.code, answer.body.fields?.map(({ path }) => path)]).toEqual([400, 'request.invalid', [field]]);
  });

  it('knows no agent of a neighbour, nor one that never was', async () => {
    const neighbour = await app.signUp();
    const theirs = await createAgent(app, neighbour.token, { name: 'Theirs' });
    for (const id of [theirs.id, newId()]) {
      const answer = await get<Problem>(`${route}?agentId=${id}`);
      expect([answer.status, answer.body.code]).toEqual([404, 'agents.not_found']);
    }
  });

  it('fills in what is left out, and says it', async () => {
    const { body } = await get<ConversationAnalytics>(`${route}?timeZone=Asia/Kathmandu&to=2026-03-31`);
    expect(body).toMatchObject({
      timeZone: 'Asia/Kathmandu',
      interval: 'day',
      ...{ from: '2026-03-01', to: '2026-03-31', previous: { from: '2026-01-30', to: '2026-03-01' } },
      definitionVersion: METRICS_VERSION,
    });
    const now = await get<ConversationAnalytics>(`${route}?compare=none`);
    expect(now.body).toMatchObject({ timeZone: 'UTC', previous: null });
    expect(Date.parse(now.body.to) - Date.parse(now.body.from)).toBe(30 * 24 * HOUR);
    expect(Date.parse(now.body.to)).toBeGreaterThan(Date.parse(now.body.asOf));
  });

  it('counts in the days of the workspace, also when its zone has just changed', async () => {
    const { token, tenantId } = await app.signUp();
    for (const zone of ['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      await app.owner.query('update tenants set time_zone = $2 where id = $1', [tenantId, zone]);
      const { body } = await get<ConversationAnalytics>(route, token);
      const to = dayAfter(dayOf(new Date(body.asOf), zone), 1);
      expect(body).toMatchObject({ timeZone: zone, from: dayAfter(to, -30), to });
    }
  });

  it('refuses no range that is too long only by the clock the workspace had before', async () => {
    const { token, tenantId } = await app.signUp();
    const move = (zone: string) => app.owner.query('update tenants set time_zone = $2 where id = $1', [tenantId, zone]);
    await move('Pacific/Kiritimati');
    const from = dayAfter(dayOf(new Date(), 'Pacific/Pago_Pago'), 1 - ANALYTICS_DAYS_MAX);
    const long = `${route}?from=${from}&interval=month`;
    expect((await get(long, token)).status).toBe(400);
    expect((await get(route, token)).status).toBe(200);
    await move('Pacific/Pago_Pago');
    expect((await get(long, token)).status).toBe(200);
  });
});

describe('figures', () => {
  beforeEach(async () => {
    await app.owner.query('delete from conversations where tenant_id = $1', [owner.tenantId]);
    await app.owner.query('update agents set deleted_at = null where tenant_id = $1', [owner.tenantId]);
  });

  it('are null where there is nothing to divide by, and the series has no gaps', async () => {
    const { figures, series, heatMap, activeAgents } = await conversations();
    const { conversations: _all, unknown_outcomes: _unknown, zero_length: _zero, ...others } = figures;
    for (const figure of Object.values(others)) expect(figure).toMatchObject({ value: null, previous: null });
    expect(figures.conversations).toEqual({ value: 0, previous: 0, numerator: null, denominator: null });
    expect([series.length, heatMap.length, activeAgents]).toEqual([30, 168, []]);
    expect(series.map(({ isOpen }) => isOpen)).toEqual([...Array.from({ length: 29 }, () => false), true]);
  });

  it('count what counts, before folding and after', async () => {
    await insertConversations(app.owner, owner.tenantId, [
      made({ duration: 10, firstResponse: 100 }),
      made({ duration: 20, firstResponse: 300, channel: 'widget' }),
      made({ duration: 60, outcome: 'failure', agentId: agents.ben }),
      made({ duration: 100, outcome: 'unknown', firstResponse: null }),
      made({ duration: 0 }),
      made({ isCounted: false, duration: 9_999 }),
      made({ startedAt: ago(24 * 40), outcome: 'failure', duration: 40 }),
    ]);
    const open = await conversations();
    await app.get(Rollups).fold();
    const folded = await conversations();
    expect({ ...folded, asOf: null }).toEqual({ ...open, asOf: null });
    expect(folded.figures).toMatchObject({
      conversations: { value: 5, previous: 1 },
      success_rate: { value: 3 / 4, previous: 0, numerator: 3, denominator: 4 },
      unknown_outcomes: { value: 1, previous: 0 },
      duration_median: { value: 40, previous: 40 },
      duration_mean: { value: 47.5, numerator: 190, denominator: 4 },
      zero_length: { value: 1, previous: 0 },
    });
    expect(folded.activeAgents).toEqual([
      { agentId: agents.ava, agentName: 'Ava', isDeleted: false, conversations: 4 },
      { agentId: agents.ben, agentName: 'Ben', isDeleted: false, conversations: 1 },
    ]);
    expect((await conversations('?channel=widget')).figures.conversations.value).toBe(1);
    expect((await conversations(`?agentId=${agents.ben.toUpperCase()}`)).figures.conversations.value).toBe(1);
    expect((await conversations('?timeZone=Asia/Kolkata')).figures.conversations.value).toBe(5);
  });

  it('are those of the dashboard', async () => {
    await insertConversations(
      app.owner,
      owner.tenantId,
      Array.from({ length: 60 }, (_, n) =>
        made({ startedAt: ago(n * 20), duration: n * 37, firstResponse: n * 211, outcome: n % 3 ? 'success' : 'failure' }),
      ),
    );
    await app.get(Rollups).fold();
    const { figures, series } = await conversations();
    const stats = Stats.parse((await get('/stats')).body);
    expect(stats.last30Days).toEqual({
      conversations: figures.conversations.value,
      previousConversations: figures.conversations.previous,
      successRate: figures.success_rate.value,
      unknownOutcomes: figures.unknown_outcomes.value,
      medianDurationSeconds: figures.duration_median.value,
      medianFirstResponseMs: figures.first_response_median.value,
    });
    expect(stats.daily).toEqual(series.map(({ start, conversations: count }) => ({ day: start, conversations: count })));
  });

  it('show agents side by side: the idle ones too, deleted ones if they had any', async () => {
    await insertConversations(app.owner, owner.tenantId, [
      made({ firstResponse: 100 }),
      made({ firstResponse: 110 }),
      made({ agentId: agents.gone, outcome: 'failure', firstResponse: 90 }),
      made({ startedAt: ago(24 * 40) }),
    ]);
    await insertCalls(app.owner, owner.tenantId, [
      {
        at: new Date(ago(2)).toISOString(),
        agentId: agents.ava,
        channel: 'api',
        isCounted: true,
        tool: 'look_up',
        status: 'succeeded',
        durationMs: 10,
        error: null,
      },
      {
        at: new Date(ago(2)).toISOString(),
        agentId: agents.ava,
        channel: 'api',
        isCounted: true,
        tool: 'look_up',
        status: 'failed',
        durationMs: 30,
        error: 'HTTP 500',
      },
    ]);
    await app.owner.query('update agents set deleted_at = now() where id = $1', [agents.gone]);
    const before = await conversations();
    await app.get(Rollups).fold();
    const report = await agentReport();
    expect(
      report.agents.map(({ agentName, isDeleted, successRate, previousConversations }) => [
        agentName,
        isDeleted,
        successRate,
        previousConversations,
      ]),
    ).toEqual([
      ['Ava', false, 1, 1],
      ['Gone', true, 0, 0],
      ['Ben', false, null, 0],
    ]);
    expect(report.agents[0]).toMatchObject({ firstResponseMedian: 105, firstResponseP95: 109.5, firstResponseP99: 109.9 });
    expect(report.agents[0]).toMatchObject({ toolCalls: 2, toolErrorRate: 0.5 });
    expect(report.figures.conversations).toEqual(before.figures.conversations);
    expect(report.figures.tool_error_rate).toMatchObject({ value: 0.5, previous: null, numerator: 1, denominator: 2 });
    expect(report.tools).toMatchObject([{ agentName: 'Ava', tool: 'look_up', calls: 2, failed: 1, errorRate: 0.5 }]);
    expect(report.toolCauses).toEqual([{ tool: 'look_up', cause: 'HTTP 500', calls: 1 }]);
    expect((await agentReport(`?agentId=${agents.gone}`)).agents.map(({ agentName }) => agentName)).toEqual(['Gone']);
  });

  it('hold against as many days before, point by point, and leave out what has no counterpart', async () => {
    await insertConversations(app.owner, owner.tenantId, [
      made({ startedAt: Date.parse('2026-03-10T12:00:00Z') }),
      made({ startedAt: Date.parse('2026-02-23T12:00:00Z') }),
    ]);
    const { series, figures } = await conversations('?from=2026-03-09&to=2026-03-23&interval=week');
    expect(series.map(({ start, conversations: count, previousConversations }) => [start, count, previousConversations])).toEqual([
      ['2026-03-09', 1, 1],
      ['2026-03-16', 0, 0],
    ]);
    expect(figures.conversations).toMatchObject({ value: 1, previous: 1 });
    const hours = await conversations('?from=2026-03-29&to=2026-03-30&interval=hour&timeZone=Europe/Berlin&compare=none');
    expect([hours.series.length, hours.series[0]?.start, hours.series[0]?.previousConversations]).toEqual([
      23,
      '2026-03-28T23:00:00.000Z',
      null,
    ]);
  });

  it('hold weeks and months against the same days before, not against those of another week or month', async () => {
    await insertConversations(app.owner, owner.tenantId, [
      made({ startedAt: Date.parse('2026-08-31T12:00:00Z') }),
      made({ startedAt: Date.parse('2026-09-06T12:00:00Z') }),
      made({ startedAt: Date.parse('2026-09-30T12:00:00Z') }),
    ]);
    const previous = async (interval: string): Promise<(number | null)[]> =>
      (await conversations(`?from=2026-10-01&to=2026-11-01&interval=${interval}`)).series.map(
        ({ previousConversations }) => previousConversations,
      );
    expect(await previous('month')).toEqual([3]);
    // October begins on a Thursday: its first four days are held against 31 August to 3 September
    expect(await previous('week')).toEqual([1, 1, 0, 0, 1]);
  });

  it('hold an hour against the same one of the clock, also where days are longer or shorter', async () => {
    await insertConversations(app.owner, owner.tenantId, [made({ startedAt: Date.parse('2026-03-28T18:30:00Z') })]);
    const { series } = await conversations('?from=2026-03-29&to=2026-03-30&interval=hour&timeZone=Europe/Berlin');
    expect(series.filter(({ previousConversations }) => previousConversations === 1).map(({ start }) => start)).toEqual([
      '2026-03-29T17:00:00.000Z',
    ]);
  });

  it('take what they say from the clock', async () => {
    const clock = jest.spyOn(app.get(Clock), 'now');
    const { asOf } = await conversations();
    expect(clock.mock.results.map(({ value }) => (value as Date).toISOString())).toContain(asOf);
    clock.mockRestore();
  });

  it('show nothing of a neighbour', async () => {
    await insertConversations(app.owner, owner.tenantId, [made()]);
    const neighbour = await app.signUp();
    expect((await conversations('', neighbour.token)).figures.conversations.value).toBe(0);
  });
});
