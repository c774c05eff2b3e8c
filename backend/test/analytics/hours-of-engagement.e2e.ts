import { EngagementAnalytics } from '@orbisvoice/shared-dto';
import fc from 'fast-check';
import { listed, written } from '../exports/list-and-file.js';
import { createAgent } from '../factories/entities.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { insertTalks, insertVisits, type PastTalk, type PastVisit } from './engagement-rows.js';
import { LORD_HOWE } from './rows-of-figures-data.js';
import { hourly, type Query } from './rows-of-figures-lists.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The hour from two to three comes twice: `turns` is when the second begins. */
const BERLIN = { timeZone: 'Europe/Berlin', from: '2026-10-25', to: '2026-10-26', turns: '2026-10-25T01:00:00.000Z' } as const;
/** Clocks are half an hour of their own: two hours that are as long, one of them called by a moment that is not in it. */
const BACK = { ...LORD_HOWE, turns: '2025-04-05T15:00:00.000Z' } as const;
const FORTH = { timeZone: 'Australia/Lord_Howe', from: '2025-10-05', to: '2025-10-06', turns: '2025-10-04T15:30:00.000Z' } as const;

let app: TestApp;
let owner: TestOwner;
let agentIds: readonly string[];

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

/** Minutes from where clocks turn: most talks are in the hours around it, some on the day before. */
const moment = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -110, max: 110 }) },
  { weight: 2, arbitrary: fc.integer({ min: -300, max: 300 }) },
  { weight: 1, arbitrary: fc.integer({ min: -3_000, max: -1_500 }) },
);
const history = fc.array(
  fc.record({
    at: moment,
    agent: fc.nat(1),
    visitorId: fc.option(
      fc.nat(39).map((number) => `visitor-${number}`),
      { freq: 9 },
    ),
    isCounted: fc.integer({ min: 0, max: 5 }).map((sixth) => sixth > 0),
    isVisit: fc.boolean(),
    hasTalk: fc.boolean(),
    waits: fc.integer({ min: 0, max: 40 }),
  }),
  { minLength: 180, maxLength: 180 },
);

/** Writes a random history around a turn of clocks; half of the visits lead to a conversation. */
async function write({ turns }: { readonly turns: string }): Promise<void> {
  owner = await app.signUp();
  agentIds = [(await createAgent(app, owner.token)).id, (await createAgent(app, owner.token)).id];
  const [rows = []] = fc.sample(history, { seed: Number(process.env['ENGAGEMENT_SEED'] ?? 20_261_025), numRuns: 1 });
  const all = rows.map((row, index) => ({
    ...row,
    sessionId: `s${index}`,
    agentId: agentIds[row.agent] ?? '',
    startedAt: Date.parse(turns) + row.at * MINUTE,
  }));
  const visits = all
    .filter(({ isVisit }) => isVisit)
    .map(({ sessionId: id, agentId, startedAt }): PastVisit => ({
      ...{ id, agentId, startedAt, impressionAt: startedAt, openedAt: startedAt, grantedAt: null },
    }));
  const talks = all
    .filter(({ isVisit, hasTalk }) => !isVisit || hasTalk)
    .map(({ sessionId, agentId, startedAt, waits, visitorId, isCounted }): PastTalk => {
      const began = startedAt + waits * MINUTE;
      const unsaid = { country: null, device: null, browser: null };
      return { ...unsaid, sessionId, agentId, channel: 'widget', outcome: 'unknown', visitorId, startedAt: began, countedAt: isCounted ? began : null }; // prettier-ignore
    });
  await insertVisits(app.owner, owner.tenantId, visits);
  await insertTalks(app.owner, owner.tenantId, talks);
}

async function reported(query: Query): Promise<EngagementAnalytics['series']> {
  const answer = await app.request('GET', `/analytics/engagement?${new URLSearchParams(query).toString()}`, { token: owner.token });
  if (answer.status !== 200) throw new Error(`the report answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return EngagementAnalytics.parse(answer.body).series;
}

type Key = 'id' | 'visitId';
const keysOf = (rows: readonly Readonly<Record<string, unknown>>[], key: Key): string[] => rows.map((row) => String(row[key]));

/** The conversations of the list, which the file has, too. */
async function talkRows(query: Query): Promise<number> {
  const rows = keysOf(await listed(app, owner, '/conversations', query), 'id');
  const filters = { ...query, isCounted: true, oncePerVisitor: true };
  const file = await written(app, owner, { dataset: 'conversations', timeZone: 'UTC' }, filters);
  expect(keysOf(file, 'id')).toEqual(rows.reverse());
  return rows.length;
}

/** The visits of the list, which the file has, too. */
async function visitRows(query: Query): Promise<string[]> {
  const rows = keysOf(await listed(app, owner, '/analytics/visits', query), 'id');
  const file = await written(app, owner, { dataset: 'widget_visits', timeZone: 'UTC' }, { step: 'impression', ...query });
  expect(keysOf(file, 'visitId')).toEqual([...rows].reverse());
  return rows;
}

describe.each([BERLIN, BACK, FORTH])('the hours around $turns in $timeZone', (span) => {
  const { timeZone, from, to, turns } = span;
  beforeAll(() => write(span));

  it.each(['all agents', 'one agent'])('open as many visitors, visits and activations of %s as they say', async (whose) => {
    const [agentId = ''] = agentIds;
    const chosen: Query = whose === 'one agent' ? { agentId } : {};
    const asked = { timeZone, from, to, interval: 'hour', ...chosen };
    const busy = hourly(await reported(asked), timeZone).filter(
      (point) => point.newVisitors + point.returningVisitors + (point.impressions ?? 0) > 0,
    );
    expect(busy.length).toBeGreaterThan(5);
    for (const { start, bounds, newVisitors, returningVisitors, impressions, activations } of busy) {
      const of = { ...bounds, ...chosen };
      const once = { ...of, isCounted: 'true', oncePerVisitor: 'true' };
      const rows = [await talkRows({ ...once, visitor: 'new' }), await talkRows({ ...once, visitor: 'returning' })];
      expect((await listed(app, owner, '/conversations', once)).length).toBe(newVisitors + returningVisitors);
      const told = [...rows, (await visitRows(of)).length, (await visitRows({ ...of, step: 'first_turn' })).length];
      expect([start, ...told]).toEqual([start, newVisitors, returningVisitors, impressions, activations]);
    }
    // the hour that begins where clocks turn, and the one before it, are apart, and both hold somebody
    const around = busy.filter(({ bounds }) => bounds['from'] === turns || bounds['to'] === turns);
    expect(around.map((point) => point.newVisitors + point.returningVisitors > 0)).toEqual([true, true]);
    expect(busy.some(({ newVisitors }) => newVisitors > 0)).toBe(true);
    expect(busy.some(({ activations }) => (activations ?? 0) > 0)).toBe(true);
  });
});

it('visits of an hour are those of its moments: the end is none of them', async () => {
  await write(BERLIN);
  const { turns, timeZone } = BERLIN;
  const before = new Date(Date.parse(turns) - HOUR).toISOString();
  const [agentId = ''] = agentIds;
  await insertVisits(app.owner, owner.tenantId, [
    { id: 'at the turn', agentId, startedAt: Date.parse(turns), impressionAt: Date.parse(turns), openedAt: null, grantedAt: null },
  ]);
  expect(await visitRows({ from: before, to: turns, timeZone })).not.toContain('at the turn');
  const since = await listed(app, owner, '/analytics/visits', { from: turns });
  expect(keysOf(since, 'id')).toContain('at the turn');
  // a day beside an instant: midnight of the clock
  expect(await visitRows({ from: turns, to: '2026-10-26', timeZone })).toEqual(
    await visitRows({ from: turns, to: '2026-10-25T23:00:00Z' }),
  );
});
