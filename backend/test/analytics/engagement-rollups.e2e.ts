import fc from 'fast-check';
import { Rollups } from '../../src/modules/analytics/index.js';
import { EngagementRepository } from '../../src/modules/analytics/persistence/engagement.repository.js';
import { rowsSql } from '../../src/modules/analytics/persistence/engagement.sql.js';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { insertTenant } from './conversation-rows.js';
import { CENTRES, EngagedLife, STEP, type Step } from './engagement-life.js';
import { insertTalks, insertVisits, type PastTalk, type PastVisit } from './engagement-rows.js';

const NOW = new Date('2026-11-20T12:00:00Z');
const MINUTE = 60_000;
const DAY = 86_400_000;
const BEGIN = Date.parse('2026-11-10T00:00:00Z');

let app: TestApp;
let rollups: Rollups;

beforeAll(async () => {
  app = await startTestApp({ database: await freshDatabase() });
  rollups = app.get(Rollups);
  jest.spyOn(app.get(Clock), 'now').mockReturnValue(NOW);
}, 120_000);
afterAll(() => app.close());

/** The one before with the same agent changes for a conversation that is not the visitor's next: somebody else's lies between. */
const talkWith = (agent: number, day: number): Step => ({
  kind: 'talk',
  session: day + 2,
  day,
  agent,
  began: 1,
  isCounted: true,
  outcome: 'unknown',
  visitorId: 'a',
  country: null,
  device: null,
  browser: null,
});
const ASKED: Step = { kind: 'ask', timeZone: 'UTC', from: 0, days: 3, interval: 'day', agent: 0, mode: 'strict' };
const ACROSS_AGENTS: { centre: (typeof CENTRES)[number]; steps: Step[] } = {
  centre: '2026-10-25',
  steps: [
    ...[talkWith(1, 1), talkWith(0, 2), { kind: 'fold' } as const],
    ...[talkWith(0, 0), ASKED, { kind: 'fold' } as const, ASKED],
    ...[{ kind: 'drop talk', session: 2 } as const, ASKED, { kind: 'fold' } as const, ASKED],
  ],
};

it('answers what a count of the rows one by one answers, whatever happened and whenever it was folded', async () => {
  const history = fc.record({ centre: fc.constantFrom(...CENTRES), steps: fc.array(STEP, { minLength: 10, maxLength: 50 }) });
  await fc.assert(
    fc.asyncProperty(history, async ({ centre, steps }) => {
      const life = await EngagedLife.begin(app, centre);
      for (const step of steps) await life.take(step);
      await rollups.fold();
      expect((await rollups.state()).marks).toBe(0);
      expect(await rollups.check(life.tenantId)).toEqual({ tenants: 1, wrong: [] });
      for (const step of steps) if (step.kind === 'ask') await life.take(step);
    }),
    { numRuns: Number(process.env['ENGAGEMENT_RUNS'] ?? 15), examples: [[ACROSS_AGENTS]] },
  );
}, 300_000);

const visitOf = (n: number, agentId: string): PastVisit => {
  const startedAt = BEGIN + ((n * 7_919) % (8 * 1440)) * MINUTE;
  return { id: `v${n}`, agentId, startedAt, impressionAt: startedAt, openedAt: n % 2 ? startedAt + MINUTE : null, grantedAt: null };
};
const talkOf = (n: number, { id, agentId, startedAt }: PastVisit): PastTalk => ({
  sessionId: id,
  agentId,
  channel: 'widget',
  outcome: 'unknown',
  visitorId: `who ${n % 7}`,
  country: 'DE',
  device: 'mobile',
  browser: null,
  startedAt: startedAt + 2 * MINUTE,
  countedAt: startedAt + 2 * MINUTE,
});

/** A report, and the same by rows, from one snapshot. */
async function inSnapshot(tenant: string, agentId: string | null) {
  const tenantId = tenantIdOf(tenant);
  const dayAt = (n: number): string => new Date(BEGIN + n * DAY).toISOString().slice(0, 10);
  const pointDays = [4, 5, 6, 7].map(dayAt);
  const scope = { timeZone: 'UTC', first: dayAt(0), from: dayAt(4), to: dayAt(8), pointDays, agentId };
  const unitOfWork = app.get(UnitOfWork);
  return unitOfWork.snapshot(tenantId, async () => {
    const found = await app.get(EngagementRepository).read(tenantId, scope);
    const values = [tenantId, found.starts, new Date(BEGIN), new Date(BEGIN + 8 * DAY), agentId];
    const [rows] = await unitOfWork.manager(tenantId).query<object[]>(rowsSql(agentId === null ? 'all' : 'agent'), values);
    return { way: found.way, cells: sorted(found), rows: sorted(rows ?? {}) };
  });
}

const BESIDE_COUNTS = new Set(['way', 'isServed', 'starts', 'keptSince', 'version', 'zone']);

/** What both have, in an order of its own. */
function sorted(found: object): unknown {
  const counts = found as Record<string, unknown>;
  const inOrder = (value: unknown): unknown =>
    Array.isArray(value) ? value.map((one) => JSON.stringify(one)).sort((left, right) => left.localeCompare(right)) : value;
  return Object.fromEntries(
    Object.entries(counts)
      .filter(([key]) => !BESIDE_COUNTS.has(key))
      .map(([key, value]) => [key, inOrder(value)]),
  );
}

it('is in every snapshot what the rows of that snapshot say, with writers of visits and of their conversations and folders at work', async () => {
  const { tenantId, agentIds } = await insertTenant(app.owner, 'UTC', 2);
  let isOver = false;
  const ways = new Set<string>();
  const visitAt = (n: number): PastVisit => visitOf(n, agentIds[n % 2] ?? '');
  const write = async (): Promise<void> => {
    for (let n = 0; !isOver; n++) {
      const visit = visitAt(n);
      // a visit and its conversation are written by two that know nothing of each other
      await Promise.all([insertVisits(app.owner, tenantId, [visit]), insertTalks(app.owner, tenantId, [talkOf(n, visit)])]);
      const where = 'where tenant_id = $1 and session_id = $2';
      if (n % 3 === 0) await app.owner.query(`update conversations set outcome = 'success' ${where}`, [tenantId, visit.id]);
      if (n % 5 === 0) await app.owner.query(`delete from conversations ${where}`, [tenantId, `v${n - 3}`]);
      if (n % 7 === 0) await app.owner.query('delete from widget_visits where tenant_id = $1 and visit_id = $2', [tenantId, `v${n - 4}`]);
    }
  };
  const fold = async (): Promise<void> => {
    while (!isOver) await rollups.fold();
  };
  const look = async (): Promise<void> => {
    for (let round = 0; round < 25; round++) {
      const { way, cells, rows } = await inSnapshot(tenantId, round % 2 ? (agentIds[0] ?? null) : null);
      expect(cells).toEqual(rows);
      ways.add(way);
    }
  };
  await Promise.all([write(), fold(), fold(), look().finally(() => (isOver = true))]);
  expect(ways).toEqual(new Set(['cells']));
  await rollups.fold();
  expect((await rollups.check(tenantId)).wrong).toEqual([]);
}, 120_000);

describe('what is checked', () => {
  async function given(): Promise<string> {
    const { tenantId, agentIds } = await insertTenant(app.owner, 'UTC', 1);
    const visits = Array.from({ length: 12 }, (_, n) => visitOf(n, agentIds[0] ?? ''));
    await insertVisits(app.owner, tenantId, visits);
    await insertTalks(
      app.owner,
      tenantId,
      visits.map((visit, n) => talkOf(n, visit)),
    );
    await rollups.fold();
    return tenantId;
  }

  it.each([
    ['a quarter', 'update visit_quarters set talked = talked + 1 where tenant_id = $1'],
    ['a quarter that is missing', 'delete from visit_quarters where tenant_id = $1'],
    ['a quarter of an agent', 'update visit_agent_quarters set agent_id = gen_random_uuid() where tenant_id = $1'],
    ['an arrival', `update conversation_arrivals set before_at = before_at - interval '1 day' where tenant_id = $1`],
    ['an arrival that is missing', 'delete from conversation_arrivals where tenant_id = $1'],
    [
      'an arrival too many',
      `insert into conversation_arrivals (tenant_id, started_at, conversation_id, agent_id, has_visitor)
       select tenant_id, started_at, gen_random_uuid(), agent_id, false from conversation_arrivals where tenant_id = $1`,
    ],
  ])('finds %s that its rows do not make, and makes the tenant anew', async (_what, spoil) => {
    const tenantId = await given();
    const good = (await inSnapshot(tenantId, null)).rows;
    await app.owner.query(spoil, [tenantId]);
    const { wrong } = await rollups.check(tenantId);
    expect(wrong.map((one) => one.tenantId)).toEqual([tenantId]);
    // marked as a whole it is read from rows until it is made anew
    expect(await inSnapshot(tenantId, null)).toEqual({ way: 'rows', cells: good, rows: good });
    await rollups.fold();
    expect(await inSnapshot(tenantId, null)).toEqual({ way: 'cells', cells: good, rows: good });
    expect(await rollups.check(tenantId)).toEqual({ tenants: 1, wrong: [] });
  });

  it('is made anew by the command', async () => {
    const tenantId = await given();
    const good = (await inSnapshot(tenantId, null)).rows;
    await app.owner.query('delete from visit_quarters; delete from visit_agent_quarters; delete from conversation_arrivals');
    expect(await rollups.rebuild(tenantId)).toBe(1);
    expect(await inSnapshot(tenantId, null)).toEqual({ way: 'cells', cells: good, rows: good });
  });

  it('reads rows where there are more marks than it would look at', async () => {
    const tenantId = await given();
    await app.owner.query('insert into engagement_marks (tenant_id, at) select $1, $2 from generate_series(1, 2001)', [
      tenantId,
      new Date(BEGIN),
    ]);
    const { way, cells, rows } = await inSnapshot(tenantId, null);
    expect([way, cells]).toEqual(['rows', rows]);
    await rollups.fold();
    expect((await inSnapshot(tenantId, null)).way).toBe('cells');
  });
});
