import { EngagementAnalytics, type Problem } from '@orbisvoice/shared-dto';
import type { Device } from '@orbisvoice/shared-dto/values';
import fc from 'fast-check';
import { createAgent, createApiKey } from '../factories/entities.js';
import { startTestApp, type TestAnswer, type TestApp, type TestOwner } from '../harness/app.js';
import { type Question } from './engagement-model.js';
import { insertTalks, insertVisits, type PastTalk, type PastVisit } from './engagement-rows.js';
import { expectCounted } from './engagement-truth.js';

const MINUTE = 60_000;
const DAY = 86_400_000;
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

interface Place {
  readonly owner: TestOwner;
  readonly agentIds: readonly string[];
}

async function place(): Promise<Place> {
  const owner = await app.signUp();
  return { owner, agentIds: [(await createAgent(app, owner.token)).id, (await createAgent(app, owner.token)).id] };
}

const ask = (token: string, query: Record<string, string> = {}): Promise<TestAnswer<Problem>> =>
  app.request<Problem>('GET', `/analytics/engagement?${new URLSearchParams(query).toString()}`, { token });

async function report({ owner }: Place, query: Record<string, string> = {}): Promise<EngagementAnalytics> {
  const answer = await ask(owner.token, query);
  if (answer.status !== 200) throw new Error(`answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return EngagementAnalytics.parse(answer.body);
}

const visit = (over: Partial<PastVisit> & Pick<PastVisit, 'id' | 'agentId' | 'startedAt'>): PastVisit => ({
  impressionAt: over.startedAt,
  openedAt: null,
  grantedAt: null,
  ...over,
});
const talk = (over: Partial<PastTalk> & Pick<PastTalk, 'sessionId' | 'agentId' | 'startedAt'>): PastTalk => ({
  channel: 'widget',
  outcome: 'unknown',
  visitorId: null,
  country: null,
  device: null,
  browser: null,
  countedAt: over.startedAt,
  ...over,
});
const visitsAt = (answer: EngagementAnalytics): number[] => answer.funnel.steps.map(({ visits }) => visits);

describe('GET /analytics/engagement', () => {
  it('has no rate and no gap where nothing happened', async () => {
    const answer = await report(await place(), { timeZone: 'Asia/Kathmandu' });
    const none = { value: 0, previous: 0, numerator: null, denominator: null };
    expect(answer.figures).toEqual({
      visitors: none,
      returning_visitors: none,
      impressions: none,
      activation_rate: { value: null, previous: null, numerator: 0, denominator: 0 },
    });
    expect(answer).toMatchObject({
      timeZone: 'Asia/Kathmandu',
      interval: 'day',
      withoutVisitorId: 0,
      countries: [],
      funnel: { mode: 'sequential' },
    });
    expect(answer.series).toHaveLength(30);
    expect(answer.series.at(-1)).toMatchObject({ isOpen: true, newVisitors: 0, impressions: 0 });
    expect(answer.funnel.steps.map(({ step, visits, dropOff }) => [step, visits, dropOff])).toEqual(
      ['impression', 'open', 'granted', 'first_turn', 'goal'].map((step) => [step, 0, null]),
    );
    expect((await report(await place(), { compare: 'none' })).figures.visitors.previous).toBeNull();
  });

  it('reads a visit in order, within thirty minutes from step to step; strictly only without a step left out', async () => {
    const here = await place();
    const [agentId = ''] = here.agentIds;
    const at = Date.parse('2025-03-10T12:00:00Z');
    const steps = (id: string, openedAt: number | null, grantedAt: number | null): PastVisit =>
      visit({ id, agentId, startedAt: at, openedAt: openedAt === null ? null : at + openedAt * MINUTE, grantedAt: grantedAt === null ? null : at + grantedAt * MINUTE }); // prettier-ignore
    await insertVisits(app.owner, here.owner.tenantId, [
      steps('bounced', null, null),
      steps('opened', 1, null),
      steps('opened half an hour later', 30, null),
      steps('opened too late', 31, null),
      steps('granted before it was opened', 20, 10),
      steps('goal by every step', 1, 2),
      steps('slow, but never half an hour without anything', 25, 50),
      steps('wrote at once', null, null),
      steps('spoke too late', 1, 2),
      steps('counted by its end alone', 1, 2),
      steps('spoke before', null, null),
      steps('never counted', 1, 2),
      visit({ id: 'nobody saw it', agentId, startedAt: at, impressionAt: null, openedAt: at }),
    ]);
    const spoke = (sessionId: string, minutes: number, over: Partial<PastTalk> = {}): PastTalk =>
      talk({ sessionId, agentId, startedAt: at + minutes * MINUTE, ...over });
    await insertTalks(app.owner, here.owner.tenantId, [
      spoke('goal by every step', 3, { outcome: 'success' }),
      spoke('slow, but never half an hour without anything', 79, { outcome: 'failure' }),
      spoke('wrote at once', 1, { outcome: 'success' }),
      spoke('spoke too late', 33),
      // without a turn it is its ten seconds of audio that count, and those are known at its end
      spoke('counted by its end alone', 3, { countedAt: at + 55 * MINUTE }),
      spoke('spoke before', -1),
      spoke('never counted', 3, { countedAt: null, outcome: 'success' }),
      spoke('nobody saw it', 3, { outcome: 'success' }),
    ]);
    const range = { from: '2025-03-10', to: '2025-03-11' };
    const sequential = await report(here, range);
    expect(visitsAt(sequential)).toEqual([12, 9, 7, 4, 2]);
    expect(sequential.funnel.steps.map(({ dropOff }) => dropOff)).toEqual([0.25, 1 - 7 / 9, 1 - 4 / 7, 0.5, null]);
    expect(visitsAt(await report(here, { ...range, funnel: 'strict' }))).toEqual([12, 8, 5, 3, 1]);
    expect(sequential.figures.activation_rate).toMatchObject({ value: 4 / 12, numerator: 4, denominator: 12 });
    expect(sequential.figures.impressions.value).toBe(12);
  });

  it('knows who came back, and from where, by what counts', async () => {
    const here = await place();
    const [one = '', two = ''] = here.agentIds;
    const on = (day: number, hour = 12): number => Date.parse('2025-06-01T00:00:00Z') + (day - 1) * DAY + hour * 3_600_000;
    const came = (visitorId: string | null, startedAt: number, over: Partial<PastTalk> = {}): PastTalk =>
      talk({ sessionId: `${visitorId}-${startedAt}`, agentId: one, startedAt, visitorId, country: 'DE', device: 'mobile', browser: 'Safari', ...over }); // prettier-ignore
    await insertTalks(app.owner, here.owner.tenantId, [
      came('old', on(1)),
      came('old', on(10)),
      came('old', on(11)),
      came('new', on(11)),
      came('new', on(12), { country: 'FR' }),
      came('moved', on(5), { agentId: two }),
      came('moved', on(12)),
      came('tried', on(2), { countedAt: null }),
      came('tried', on(12), { browser: null, device: null }),
      came(null, on(13), { country: null }),
    ]);
    const answer = await report(here, { from: '2025-06-11', to: '2025-06-14' });
    expect(answer.figures.visitors).toMatchObject({ value: 4, previous: 1 });
    expect(answer.figures.returning_visitors).toMatchObject({ value: 2, previous: 1 });
    expect(answer.withoutVisitorId).toBe(1);
    expect(answer.series.map(({ newVisitors, returningVisitors }) => [newVisitors, returningVisitors])).toEqual([[1, 1], [1, 2], [0, 0]]); // prettier-ignore
    expect(answer.countries).toEqual([
      { value: 'DE', conversations: 4, share: 4 / 6 },
      { value: 'FR', conversations: 1, share: 1 / 6 },
      { value: null, conversations: 1, share: 1 / 6 },
    ]);
    expect(answer.devices).toEqual([
      { value: 'mobile', conversations: 5, share: 5 / 6 },
      { value: null, conversations: 1, share: 1 / 6 },
    ]);
    const other = await report(here, { from: '2025-06-01', to: '2025-06-11', agentId: two, compare: 'none' });
    expect([other.figures.visitors.value, other.figures.returning_visitors.value, other.browsers]).toEqual([
      1,
      0,
      [{ value: 'Safari', conversations: 1, share: 1 }],
    ]);
  });

  it('refuses bad ranges, zones and intervals by field, and knows no agent of others', async () => {
    const [mine, theirs] = [await place(), await place()];
    for (const [query, field] of [
      [{ from: '2025-06-11', to: '2025-06-11' }, 'to'],
      [{ from: '2025-06-31' }, 'from'],
      [{ from: '2020-01-01', to: '2025-01-01' }, 'from'],
      [{ from: '2025-01-01', to: '2025-06-01', interval: 'hour' }, 'interval'],
      [{ interval: 'decade' }, 'interval'],
      [{ timeZone: 'Mars/Olympus' }, 'timeZone'],
      [{ funnel: 'loose' }, 'funnel'],
      [{ channel: 'widget' }, 'channel'],
      [{ agentId: 'all' }, 'agentId'],
    ] as const) {
      const { status, body } = await ask(mine.owner.token, query);
      expect([query, status, body.fields?.map(({ path }) => path)]).toEqual([query, 400, [field]]);
    }
    const foreign = await ask(mine.owner.token, { agentId: theirs.agentIds[0] ?? '' });
    expect(foreign).toMatchObject({ status: 404, body: { code: 'agents.not_found' } });
  });

  it('answers whoever may read statistics, keys too', async () => {
    const { owner } = await place();
    const reader = await createApiKey(app, owner.token, { scopes: ['stats.read'] });
    expect((await ask(reader.secret)).status).toBe(200);
    const writer = await createApiKey(app, owner.token, { scopes: ['conversations.write'] });
    expect(await ask(writer.secret)).toMatchObject({ status: 403, body: { code: 'access.forbidden' } });
    expect((await app.request('GET', '/analytics/engagement')).status).toBe(401);
  });

  it('equals a count by hand, whatever happened and whatever is asked', async () => {
    const zones = ['Europe/Berlin', 'America/Havana', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC'];
    const start = Date.parse('2025-10-22T00:00:00Z');
    const moment = fc.integer({ min: 0, max: (14 * DAY) / MINUTE }).map((minutes) => start + minutes * MINUTE);
    const later = fc.option(fc.integer({ min: -5, max: 62 }), { freq: 4 });
    const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const row = fc.record({
      at: moment,
      agent: fc.nat(1),
      hasImpression: fc.boolean(),
      opened: later,
      granted: later,
      began: fc.integer({ min: -5, max: 62 }),
      counted: later,
      talks: fc.constantFrom('none', 'widget', 'api'),
      outcome: fc.constantFrom('success' as const, 'failure' as const, 'unknown' as const),
      visitorId: fc.option(ids, { freq: 4 }),
      country: fc.option(fc.constantFrom('DE', 'FR')),
      device: fc.option(fc.constantFrom<Device>('desktop', 'mobile')),
      browser: fc.option(fc.constantFrom('Chrome', 'Firefox')),
      isVisit: fc.boolean(),
    });
    const question = fc.record({
      timeZone: fc.constantFrom(...zones),
      fromDay: fc.integer({ min: 22, max: 31 }),
      days: fc.integer({ min: 1, max: 6 }),
      interval: fc.constantFrom('day' as const, 'hour' as const),
      agent: fc.option(fc.nat(1)),
      mode: fc.constantFrom('sequential' as const, 'strict' as const),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 60 }), fc.array(question, { minLength: 3, maxLength: 5 }), async (rows, questions) => {
        const here = await place();
        const plus = (at: number, minutes: number | null): number | null => (minutes === null ? null : at + minutes * MINUTE);
        const agentOf = (index: number): string => here.agentIds[index] ?? '';
        const visits = rows.flatMap((one, index): PastVisit[] => {
          const openedAt = plus(one.at, one.opened);
          if (!one.isVisit || (!one.hasImpression && openedAt === null)) return [];
          return [{ id: `s${index}`, agentId: agentOf(one.agent), startedAt: one.at, impressionAt: one.hasImpression ? one.at : null, openedAt, grantedAt: plus(one.at, one.granted) }]; // prettier-ignore
        });
        const talks = rows.flatMap((one, index): PastTalk[] => {
          const { agent, began, counted, talks: channel, outcome, visitorId, country, device, browser } = one;
          if (channel === 'none') return [];
          const startedAt = one.at + began * MINUTE;
          const whoAndWhere = {
            visitorId,
            country,
            device,
            browser,
            outcome,
            channel: channel === 'api' ? ('api' as const) : ('widget' as const),
          };
          return [{ sessionId: `s${index}`, agentId: agentOf(agent), startedAt, countedAt: plus(startedAt, counted), ...whoAndWhere }];
        });
        if (visits.length > 0) await insertVisits(app.owner, here.owner.tenantId, visits);
        if (talks.length > 0) await insertTalks(app.owner, here.owner.tenantId, talks);
        for (const asked of questions) await compare(here, { visits, talks }, asked);
      }),
      { seed: Number(process.env['ENGAGEMENT_SEED'] ?? 20_251_026), numRuns: Number(process.env['ENGAGEMENT_RUNS'] ?? 12) },
    );
  }, 120_000);
});

interface Asked {
  readonly timeZone: string;
  readonly fromDay: number;
  readonly days: number;
  readonly interval: 'day' | 'hour';
  readonly agent: number | null;
  readonly mode: 'sequential' | 'strict';
}

async function compare(
  here: Place,
  rows: { visits: PastVisit[]; talks: PastTalk[] },
  { fromDay, days, agent, ...rest }: Asked,
): Promise<void> {
  const day = (offset: number): string => new Date(Date.UTC(2025, 9, fromDay + offset)).toISOString().slice(0, 10);
  const agentId = agent === null ? null : (here.agentIds[agent] ?? null);
  const question: Question = { first: day(-days), from: day(0), to: day(days), agentId, ...rest };
  const answer = await report(here, {
    from: question.from,
    to: question.to,
    interval: rest.interval,
    timeZone: rest.timeZone,
    funnel: rest.mode,
    ...(agentId !== null && { agentId }),
  });
  expectCounted(answer, rows, question);
}
