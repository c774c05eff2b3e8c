import { AgentAnalytics, ConversationAnalytics, EngagementAnalytics, ReferralAnalytics, type Figure } from '@orbisvoice/shared-dto';
import { createAgent } from '../factories/entities.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { fill, LORD_HOWE, SPANS } from './rows-of-figures-data.js';
import {
  CALLS,
  CONVERSATIONS,
  counted,
  hourly,
  last,
  nextDay,
  OF_AGENTS,
  OF_CONVERSATIONS,
  OF_ENGAGEMENT,
  OF_REFERRALS,
  REFUSED,
  VISITS,
  type Opened,
  type Query,
} from './rows-of-figures-lists.js';

jest.setTimeout(240_000);

let app: TestApp;
let owner: TestOwner;
let agentIds: [string, string];

beforeAll(async () => {
  app = await startTestApp({ environment: { REFERRAL_REWARD: '2500' } });
  owner = await app.signUp();
  agentIds = [(await createAgent(app, owner.token)).id, (await createAgent(app, owner.token)).id];
  for (const span of [...SPANS, LORD_HOWE]) await fill(app.owner, { tenantId: owner.tenantId, agentIds }, span);
});
afterAll(() => app.close());

async function get(path: string, query: Query): Promise<unknown> {
  const answer = await app.request('GET', `${path}?${new URLSearchParams(query).toString()}`, { token: owner.token });
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

interface AnyPage {
  readonly items: readonly { readonly id?: string; readonly visitorId?: string | null }[];
  readonly next?: string | null;
  readonly total?: number;
}

/** Every row of a list, page after page. */
async function rowsOf(path: string, query: Query): Promise<AnyPage['items']> {
  const rows: AnyPage['items'][number][] = [];
  for (let page = 1, cursor: string | null | undefined = undefined; ; page++) {
    const place: Query = cursor ? { cursor } : path.startsWith('/referrals') ? { page: String(page) } : {};
    const found = (await get(path, { ...query, ...place, pageSize: '9' })) as AnyPage;
    rows.push(...found.items);
    cursor = found.next;
    if (found.total === undefined ? !cursor : rows.length >= found.total) break;
  }
  const ids = rows.flatMap(({ id }) => (id === undefined ? [] : [id]));
  expect(new Set(ids).size).toBe(ids.length);
  return rows;
}

/** What each figure says beside the number of rows that it opens. */
async function opened(figures: Readonly<Record<string, Figure>>, list: readonly Opened[], range: Query): Promise<unknown[][]> {
  const told: unknown[][] = [];
  for (const [metric, part, path, query] of list) {
    const rows = await rowsOf(path, { ...range, ...query });
    told.push([`${metric}, ${part}`, figures[metric]?.[part], rows.length]);
    // nothing equals nothing, whatever is counted
    expect([`${metric}, ${part}`, rows.length]).not.toEqual([`${metric}, ${part}`, 0]);
  }
  return told;
}

const OUTCOMES = ['success', 'failure', 'unknown'] as const;
const countOf = async (query: Query): Promise<number> => (await rowsOf(CONVERSATIONS, query)).length;

/** Visits to the link, companies that signed up, and those of them that pay. */
async function referralsIn(query: Query): Promise<number[]> {
  const rows = [await rowsOf('/referrals/visits', query), await rowsOf('/referrals', query)];
  return [...rows, await rowsOf('/referrals', { ...query, status: 'converted' })].map(({ length }) => length);
}
const said = (told: readonly unknown[][]): unknown[][] => told.map(([name, figure]) => [name, figure, figure]);

describe.each(SPANS)('the rows of $from to $to in $timeZone', (span) => {
  const range: Query = { ...span };

  it('are as many as the conversations that the figures say', async () => {
    const { figures } = ConversationAnalytics.parse(await get('/analytics/conversations', range));
    expect(figures.conversations.value).toBeGreaterThan(20);
    const told = await opened(figures, OF_CONVERSATIONS, range);
    expect(told).toEqual(said(told));
    expect(told.every(([, figure]) => Number(figure) > 0)).toBe(true);
  });

  it('are as many also of one agent on one channel', async () => {
    const chosen = { ...range, agentId: agentIds[0], channel: 'widget' };
    const { figures } = ConversationAnalytics.parse(await get('/analytics/conversations', chosen));
    const told = await opened(figures, OF_CONVERSATIONS.slice(0, 4), chosen);
    expect(told).toEqual(said(told));
  });

  it('are as many as each point, outcome, hour of the week and busy agent of the charts says', async () => {
    for (const more of [{}, { agentId: agentIds[0], channel: 'widget' }] as Query[]) {
      const of = { ...range, ...more, ...counted };
      const { series, heatMap, activeAgents } = ConversationAnalytics.parse(await get('/analytics/conversations', { ...range, ...more }));
      for (const { start, conversations, timed, ...outcomes } of series) {
        const day = { ...of, from: start, to: nextDay(start) };
        const rows = [await countOf(day), await countOf({ ...day, length: 'some' })];
        for (const outcome of OUTCOMES) rows.push(await countOf({ ...day, outcome }));
        expect([start, ...rows]).toEqual([start, conversations, timed, ...OUTCOMES.map((outcome) => outcomes[outcome])]);
      }
      expect(series.some(({ timed }) => timed > 0)).toBe(true);
      const busy = heatMap.filter(({ conversations }) => conversations > 0);
      expect(busy.length).toBeGreaterThan(5);
      for (const { weekday, hour, conversations } of [...busy, ...heatMap.filter((cell) => !busy.includes(cell)).slice(0, 2)])
        expect([weekday, hour, await countOf({ ...of, weekday: `${weekday}`, hour: `${hour}` })]).toEqual([weekday, hour, conversations]);
      for (const { agentId, conversations } of activeAgents) expect(await countOf({ ...of, agentId })).toBe(conversations);
    }
  });

  it('are as many as each country, device and browser, and as the new and returning visitors of each day', async () => {
    for (const more of [{}, { agentId: agentIds[0] }] as Query[]) {
      const report = EngagementAnalytics.parse(await get('/analytics/engagement', { ...range, ...more }));
      const of = { ...range, ...more };
      for (const [fact, parts] of [
        ['country', report.countries],
        ['device', report.devices],
        ['browser', report.browsers],
      ] as const) {
        expect(parts.map(({ value }) => value)).toContain(null);
        expect(parts.length).toBeGreaterThan(1);
        for (const { value, conversations } of parts) {
          const rows = await countOf({ ...of, ...counted, ...(value === null ? { unsaid: fact } : { [fact]: value }) });
          expect([fact, value, rows]).toEqual([fact, value, conversations]);
        }
      }
      for (const { start, newVisitors, returningVisitors } of report.series) {
        const day = { ...of, ...counted, from: start, to: nextDay(start), oncePerVisitor: 'true' };
        const rows = [await countOf({ ...day, visitor: 'new' }), await countOf({ ...day, visitor: 'returning' })];
        expect([start, ...rows]).toEqual([start, newVisitors, returningVisitors]);
      }
      expect(report.series.some(({ newVisitors }) => newVisitors > 0)).toBe(true);
    }
  });

  it('are as many as the answers whose stages were measured, of all agents and of each', async () => {
    for (const more of [{}, { agentId: agentIds[0] }] as Query[]) {
      const of = { ...range, ...more };
      const { stages, agents } = AgentAnalytics.parse(await get('/analytics/agents', of));
      const told = [{ agentId: '', stages }, ...agents].flatMap(({ agentId, stages: parts }) =>
        parts.map(({ stage, measured }) => ({
          stage,
          measured,
          query: { ...of, ...counted, ...(agentId && { agentId }), measuredStage: stage },
        })),
      );
      for (const { stage, measured, query } of told) expect([stage, await countOf(query)]).toEqual([stage, measured]);
      expect(stages.map(({ measured }) => measured > 0)).toEqual([true, true, true]);
    }
  });

  it('are as many as the tool calls of agents, tools and causes', async () => {
    const report = AgentAnalytics.parse(await get('/analytics/agents', range));
    const told = await opened(report.figures, OF_AGENTS, range);
    expect(told).toEqual(said(told));
    expect(report.tools.length).toBeGreaterThan(0);
    for (const { agentId, tool, calls, attempts, retried, failed, timedOut } of report.tools) {
      if (agentId === null) throw new Error('a few tools have no rest');
      const of = { ...range, agentId, tool };
      expect((await rowsOf(CALLS, { ...of, ...last })).length).toBe(calls);
      expect((await rowsOf(CALLS, of)).length).toBe(attempts);
      expect((await rowsOf(CALLS, { ...of, attempts: 'retried' })).length).toBe(retried);
      expect((await rowsOf(CALLS, { ...of, ...last, status: 'failed' })).length).toBe(failed);
      expect((await rowsOf(CALLS, { ...of, ...last, status: 'timed_out' })).length).toBe(timedOut);
    }
    for (const { agentId, toolCalls } of report.agents)
      expect((await rowsOf(CALLS, { ...range, ...last, agentId })).length).toBe(toolCalls);
    expect(report.toolCauses.map(({ cause }) => cause)).toEqual(expect.arrayContaining(['timed out', 'no reason given']));
    for (const { tool, cause, calls } of report.toolCauses)
      expect((await rowsOf(CALLS, { ...range, ...last, tool, cause })).length).toBe(calls);
  });

  it('are as many as the visitors, and as the visits that reached each step, by both readings', async () => {
    for (const agentId of ['', agentIds[0]]) {
      const chosen: Query = agentId ? { ...range, agentId } : range;
      for (const funnel of ['sequential', 'strict']) {
        const report = EngagementAnalytics.parse(await get('/analytics/engagement', { ...chosen, funnel }));
        if (funnel === 'sequential') {
          const told = await opened(report.figures, OF_ENGAGEMENT, chosen);
          expect(told).toEqual(said(told));
          for (const { start, impressions, activations } of report.series) {
            const day: Query = { ...chosen, from: start, to: nextDay(start) };
            const seen = [await rowsOf(VISITS, day), await rowsOf(VISITS, { ...day, step: 'first_turn' })];
            expect([start, ...seen.map(({ length }) => length)]).toEqual([start, impressions, activations]);
          }
        }
        for (const { step, visits } of report.funnel.steps) {
          expect([step, (await rowsOf(VISITS, { ...chosen, step, funnel })).length]).toEqual([step, visits]);
        }
      }
    }
  });

  it('are as many as visits, sign-ups and conversions of the link, and what each pays', async () => {
    const report = ReferralAnalytics.parse(await get('/analytics/referrals', range));
    const told = await opened(report.figures, OF_REFERRALS, range);
    expect(told).toEqual(said(told));
    expect(report.channels.length).toBeGreaterThan(1);
    for (const { channel, visits, signUps, converted } of report.channels) {
      const of = { ...range, channel };
      const rows = [
        await rowsOf('/referrals/visits', of),
        await rowsOf('/referrals', of),
        await rowsOf('/referrals', { ...of, status: 'converted' }),
      ];
      expect(rows.map(({ length }) => length)).toEqual([visits, signUps, converted]);
    }
    for (const { start, visits, signUps, converted } of report.series)
      expect([start, ...(await referralsIn({ ...range, from: start, to: nextDay(start) }))]).toEqual([start, visits, signUps, converted]);
    expect(report.series.some(({ converted }) => converted > 0)).toBe(true);
    const { perConversion, confirmed, pending, conversions } = report.payout;
    const held = async (hold: string): Promise<number> => (await rowsOf('/referrals', { ...range, hold })).length;
    expect([await held('past'), await held('inside')]).toEqual([conversions.confirmed, conversions.pending]);
    expect([confirmed, pending]).toEqual([conversions.confirmed * perConversion, conversions.pending * perConversion]);
    expect(confirmed + pending).toBeGreaterThan(0);
  });
});

describe.each([...SPANS.slice(1), LORD_HOWE])('the hours of $from to $to in $timeZone', (span) => {
  const range: Query = { ...span, interval: 'hour' };

  it('open as many conversations, with each outcome and with a duration, as they say, also where a clock shows them twice', async () => {
    const { series } = ConversationAnalytics.parse(await get('/analytics/conversations', range));
    const hours = hourly(series, span.timeZone).filter(({ conversations }) => conversations > 0);
    expect(hours.length).toBeGreaterThan(10);
    expect(hours.some(({ bounds }) => bounds.to === '2025-04-05T15:30:00.000Z')).toBe(span === LORD_HOWE);
    for (const { start, bounds, conversations, timed, failure } of hours) {
      const of = { ...counted, ...bounds };
      const rows = [await countOf(of), await countOf({ ...of, length: 'some' }), await countOf({ ...of, outcome: 'failure' })];
      expect([start, ...rows]).toEqual([start, conversations, timed, failure]);
    }
    expect(hours.reduce((sum, { conversations }) => sum + conversations, 0)).toBe(await countOf({ ...span, ...counted }));
  });

  it('open as many visits and companies of the link as they say', async () => {
    const { series } = ReferralAnalytics.parse(await get('/analytics/referrals', range));
    const hours = hourly(series, span.timeZone).filter(({ visits, signUps }) => visits || signUps);
    expect(hours.length).toBeGreaterThan(10);
    for (const { start, bounds, visits, signUps, converted } of hours)
      expect([start, ...(await referralsIn(bounds))]).toEqual([start, visits, signUps, converted]);
  });
});

describe('GET /analytics/tool-calls', () => {
  it('says when, by whom, how and why, and leads to the conversation', async () => {
    const [first] = await rowsOf(CALLS, { ...SPANS[0], status: 'failed' });
    expect(first).toMatchObject({
      status: 'failed',
      tool: expect.any(String),
      cause: expect.stringMatching(/^(Slot # is gone|slot # is GONE|Busy|no reason given)$/),
    });
    expect(first).toMatchObject({ agentName: expect.any(String), durationMs: expect.any(Number) });
    const conversationId: unknown = first && Reflect.get(first, 'conversationId');
    expect((await app.request('GET', `/conversations/${String(conversationId)}`, { token: owner.token })).status).toBe(200);
  });

  it('says which attempt of how many a row is, also where the last one lies outside of the range', async () => {
    const rows = (await rowsOf(CALLS, SPANS[0])) as readonly Readonly<Record<'attempt' | 'attempts' | 'callId', unknown>>[];
    const places = new Set(rows.map(({ callId, attempt, attempts }) => `${String(callId)} ${String(attempt)} of ${String(attempts)}`));
    expect([...places].sort()).toEqual(['call 1 of 2', 'call 1 of 3', 'call 2 of 2', 'call 2 of 3', 'call 3 of 3', 'null 1 of 1']);
  });

  it.each(REFUSED)('%s refuses %j and names %s', async (path, query, field) => {
    const answer = await app.request<{ code: string; fields?: { path: string }[] }>(
      'GET',
      `${path}?${new URLSearchParams(query).toString()}`,
      { token: owner.token },
    );
    expect([answer.status, answer.body.code, answer.body.fields?.[0]?.path]).toEqual([400, 'request.invalid', field]);
  });

  it('shows a neighbour nothing', async () => {
    const other = await app.signUp();
    for (const path of [CALLS, VISITS, '/referrals', '/referrals/visits']) {
      const answer = await app.request<AnyPage>('GET', `${path}?from=2026-03-28&to=2026-03-31`, { token: other.token });
      expect([path, answer.status, answer.body.items]).toEqual([path, 200, []]);
      expect((await app.request('GET', path)).status).toBe(401);
    }
  });
});
