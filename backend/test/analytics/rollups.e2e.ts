import fc from 'fast-check';
import { AnalyticsQuery, type ConversationAnalytics } from '@orbisvoice/shared-dto';
import { ConversationAnalyticsService, Rollups } from '../../src/modules/analytics/index.js';
import { bucketOf } from '../../src/modules/analytics/domain/histogram.js';
import { ConversationTally } from '../../src/modules/analytics/domain/conversation-tally.js';
import { ConversationFiguresRepository } from '../../src/modules/analytics/persistence/conversation-figures.repository.js';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { newId } from '../../src/platform/database/ids.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { eventually } from '../harness/wait.js';
import {
  type Asked,
  bruteForce,
  conversation,
  type ConversationRow,
  insertConversations,
  insertTenant,
  offsetOf,
} from './conversation-rows.js';

/** Zones with quarters, halves, a half-hour clock change, clock changes at midnight, and none. */
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/Havana',
  'Africa/Cairo',
  'America/St_Johns',
  'Pacific/Chatham',
] as const;
/** Days around which clocks change somewhere. */
const CENTRES = ['2026-03-08', '2026-03-29', '2026-04-05', '2026-04-24', '2026-10-25', '2026-10-30', '2026-11-01', '2026-07-01'] as const;
const NOW = new Date('2026-11-20T12:00:00Z');
const DAY = 86_400_000;

let app: TestApp;
let rollups: Rollups;

beforeAll(async () => {
  app = await startTestApp({ database: await freshDatabase() });
  rollups = app.get(Rollups);
  jest.spyOn(app.get(Clock), 'now').mockReturnValue(NOW);
}, 120_000);
afterAll(() => app.close());

const ask = (tenantId: string, asked: Asked): Promise<ConversationAnalytics> =>
  app.get(ConversationAnalyticsService).report({ tenantId: tenantIdOf(tenantId) }, AnalyticsQuery.parse(asked));

/** Holds a whole answer against the rows. */
async function expectTruth(tenantId: string, rows: readonly ConversationRow[], asked: Asked): Promise<void> {
  const answer = await ask(tenantId, asked);
  const truth = bruteForce(rows, asked);
  expect(answer.series.map(({ isOpen: _isOpen, ...point }) => point)).toEqual(truth.series);
  expect(answer.heatMap).toEqual(truth.heatMap);
  const { figures } = answer;
  const pair = (key: keyof typeof figures) => [figures[key].value, figures[key].previous];
  const both = (of: (figures: typeof truth.now) => number | null) => [of(truth.now), of(truth.before)];
  expect(pair('conversations')).toEqual(both((of) => of.conversations));
  expect(pair('unknown_outcomes')).toEqual(both((of) => of.unknown));
  expect(pair('success_rate')).toEqual(both((of) => (of.success + of.failure === 0 ? null : of.success / (of.success + of.failure))));
  expect(pair('duration_median')).toEqual(both((of) => of.durationMedian));
  expect(pair('duration_p90')).toEqual(both((of) => of.durationP90));
  expect(pair('duration_mean')).toEqual(both((of) => of.durationMean));
  expect(pair('zero_length')).toEqual(both((of) => of.zeroLength));
  expect([figures.first_response_median.value, figures.first_response_p95.value]).toEqual([truth.responseMedian, truth.responseP95]);
  expect(new Map(answer.activeAgents.map(({ agentId, conversations }) => [agentId, conversations]))).toEqual(truth.byAgent);
}

interface Draft {
  readonly minutes: number;
  readonly agent: number;
  readonly channel: ConversationRow['channel'];
  readonly outcome: ConversationRow['outcome'];
  readonly duration: number | null;
  readonly firstResponse: number | null;
  readonly isCounted: boolean;
}

const DRAFT: fc.Arbitrary<Draft> = fc.record({
  minutes: fc.integer({ min: -6 * 1440, max: 6 * 1440 }),
  agent: fc.nat(2),
  channel: fc.constantFrom('widget' as const, 'api' as const, 'phone' as const),
  outcome: fc.constantFrom('success' as const, 'failure' as const, 'unknown' as const),
  duration: fc.option(fc.oneof(fc.nat(3), fc.nat(100_000))),
  firstResponse: fc.option(fc.oneof(fc.nat(200), fc.nat(100_000))),
  isCounted: fc.nat(5).map((n) => n > 0),
});

const STEP = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('add' as const), rows: fc.array(DRAFT, { minLength: 1, maxLength: 12 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('change' as const), index: fc.nat(50), to: DRAFT }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('drop' as const), index: fc.nat(50) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('fold' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('move' as const), zone: fc.constantFrom(...ZONES) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('ask' as const),
      // as often the zone of the workspace as another
      zone: fc.option(fc.constantFrom(...ZONES)),
      interval: fc.constantFrom('hour' as const, 'day' as const, 'week' as const, 'month' as const),
      from: fc.integer({ min: -4, max: 3 }),
      days: fc.integer({ min: 1, max: 5 }),
      agent: fc.option(fc.nat(2), { freq: 4 }),
      channel: fc.option(fc.constantFrom('widget' as const, 'api' as const, 'phone' as const), { freq: 4 }),
    }),
  },
);

type Step = typeof STEP extends fc.Arbitrary<infer T> ? T : never;

/** A workspace to which things happen, and beside it the rows they leave. */
class Life {
  private rows: ConversationRow[] = [];

  private constructor(
    private readonly tenantId: string,
    private readonly agentIds: readonly string[],
    private readonly centre: number,
    private zone: string,
  ) {}

  static async begin(zone: string, centre: string): Promise<Life> {
    const { tenantId, agentIds } = await insertTenant(app.owner, zone, 3);
    return new Life(tenantId, agentIds, Date.parse(centre), zone);
  }

  async take(step: Step): Promise<void> {
    switch (step.kind) {
      case 'add':
        return this.add(step.rows);
      case 'change':
        return this.change(step.index, step.to);
      case 'drop':
        return this.drop(step.index);
      case 'fold':
        return void (await rollups.fold());
      case 'move':
        this.zone = step.zone;
        return void (await app.owner.query('update tenants set time_zone = $2 where id = $1', [this.tenantId, step.zone]));
      case 'ask':
        return this.ask(step);
    }
  }

  /** At the end everything folded is what the rows say, and nothing is left to fold. */
  async end(): Promise<void> {
    await rollups.fold();
    expect((await rollups.state()).marks).toBe(0);
    expect(await rollups.check(this.tenantId)).toEqual({ tenants: 1, wrong: [] });
  }

  private rowOf({ minutes, agent, ...rest }: Draft, id = newId()): ConversationRow {
    return { id, agentId: this.agentIds[agent] ?? '', startedAt: this.centre + minutes * 60_000, ...rest };
  }

  private async add(drafts: readonly Draft[]): Promise<void> {
    const rows = drafts.map((draft) => this.rowOf(draft));
    await insertConversations(app.owner, this.tenantId, rows);
    this.rows.push(...rows);
  }

  private async change(index: number, to: Draft): Promise<void> {
    const old = this.rows[index % Math.max(1, this.rows.length)];
    if (!old) return;
    const row = this.rowOf(to, old.id);
    await app.owner.query(
      `update conversations set agent_id = $2, channel = $3, outcome = $4, started_at = $5::timestamptz, duration_seconds = $6, first_response_ms = $7,
         counted_at = case when $8 then $5::timestamptz end where id = $1`,
      [row.id, row.agentId, row.channel, row.outcome, new Date(row.startedAt), row.duration, row.firstResponse, row.isCounted],
    );
    this.rows = this.rows.map((one) => (one.id === row.id ? row : one));
  }

  private async drop(index: number): Promise<void> {
    const old = this.rows[index % Math.max(1, this.rows.length)];
    await app.owner.query('delete from conversations where id = $1', [old?.id ?? null]);
    this.rows = this.rows.filter((one) => one !== old);
  }

  private async ask({ zone, interval, from, days, agent, channel }: Extract<Step, { kind: 'ask' }>): Promise<void> {
    const dayOf = (count: number): string => new Date(this.centre + count * DAY).toISOString().slice(0, 10);
    await expectTruth(this.tenantId, this.rows, {
      timeZone: zone ?? this.zone,
      interval,
      from: dayOf(from),
      to: dayOf(from + days),
      ...(agent !== null && { agentId: this.agentIds[agent] }),
      ...(channel !== null && { channel }),
    });
  }
}

it('answers what a count of the rows one by one answers, whatever happened and whenever it was folded', async () => {
  const history = fc.record({
    zone: fc.constantFrom(...ZONES),
    centre: fc.constantFrom(...CENTRES),
    steps: fc.array(STEP, { minLength: 4, maxLength: 14 }),
  });
  await fc.assert(
    fc.asyncProperty(history, async ({ zone, centre, steps }) => {
      const life = await Life.begin(zone, centre);
      for (const step of steps) await life.take(step);
      await life.end();
    }),
    { numRuns: Number(process.env['ROLLUP_RUNS'] ?? 25) },
  );
}, 300_000);

it('knows a day of 23 hours and one of 25, and hours that begin between the full ones', async () => {
  const { tenantId } = await insertTenant(app.owner, 'Europe/Berlin', 1);
  const hoursOf = async (timeZone: string, from: string, to: string): Promise<string[]> =>
    (await ask(tenantId, { timeZone, interval: 'hour', from, to })).series.map(({ start }) => start);
  expect(await hoursOf('Europe/Berlin', '2026-03-29', '2026-03-30')).toHaveLength(23);
  expect(await hoursOf('Europe/Berlin', '2026-10-25', '2026-10-26')).toHaveLength(25);
  expect((await hoursOf('Asia/Kathmandu', '2026-03-29', '2026-03-30'))[0]).toBe('2026-03-28T18:15:00.000Z');
  expect(offsetOf(Date.parse('2026-03-29T00:00:00Z'), 'Asia/Kathmandu')).toBe(5.75 * 3_600_000);
});

it('puts a value into the same bucket in the database and beside it', async () => {
  const values = fc.sample(fc.oneof(fc.nat(300), fc.nat(1_000_000), fc.nat(2 ** 31 - 1)), 2_000);
  const { rows } = await app.owner.query<{ bucket: number }>(
    'select histogram_bucket(v) as bucket from unnest($1::int[]) with ordinality u (v, n) order by n',
    [values],
  );
  expect(rows.map(({ bucket }) => bucket)).toEqual(values.map(bucketOf));
});

/** A folder that has taken its marks and is ended by the server before it could commit. */
async function killFolder(): Promise<void> {
  const blocker = await app.owner.connect();
  try {
    await blocker.query('begin; lock table conversation_hours in access exclusive mode');
    const folding = rollups.fold().then(
      () => 'folded',
      () => 'died',
    );
    await eventually('the folder waiting', async () => {
      // not on the blocker's connection: within a transaction the view stands still
      const { rows } = await app.owner.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where usename = 'orbis_platform' and wait_event_type = 'Lock' and query like '%conversation_hours%' and datname = current_database()`,
      );
      return rows.length > 0;
    });
    expect(await folding).toBe('died');
  } finally {
    await blocker.query('rollback');
    blocker.release();
  }
}

/** A report's figures, and those of its rows, from one snapshot. */
async function inSnapshot(tenant: string, asked: Asked) {
  const tenantId = tenantIdOf(tenant);
  const { timeZone, from, to } = asked;
  const scope = { timeZone, from, to, first: from, isHourly: asked.interval === 'hour', agentId: null, channel: null };
  const unitOfWork = app.get(UnitOfWork);
  return unitOfWork.snapshot(tenantId, async () => {
    const { days, hours, way } = await app.get(ConversationFiguresRepository).read(tenantId, scope);
    const tally = ConversationTally.of([...days, ...hours]);
    const [rows] = await unitOfWork.prepared(tenantId, {
      name: 'test.rows',
      text: `select count(*)::int as conversations, count(*) filter (where outcome = 'success')::int as success,
                    coalesce(sum(duration_seconds), 0)::int as "durationSum"
               from conversations where tenant_id = $1 and counted_at is not null
                and (started_at at time zone $2)::date >= $3::date and (started_at at time zone $2)::date < $4::date`,
      values: [tenantId, timeZone, from, to],
    });
    const { conversations, success, durationSum } = tally;
    return { way, figures: { conversations, success, durationSum }, rows };
  });
}

describe('while it is written to', () => {
  const asked: Asked = { timeZone: 'Asia/Kolkata', interval: 'day', from: '2026-11-10', to: '2026-11-20' };

  it('is in every snapshot what the rows of that snapshot say, with writers and folders at work', async () => {
    const { tenantId, agentIds } = await insertTenant(app.owner, 'Asia/Kolkata', 2);
    let isOver = false;
    const ways = new Set<string>();
    const row = (n: number): ConversationRow =>
      conversation({
        agentId: agentIds[n % 2] ?? '',
        startedAt: Date.parse('2026-11-11') + ((n * 7_919_000) % (8 * DAY)),
        outcome: 'success',
        duration: n % 90,
      });
    const write = async (): Promise<void> => {
      for (let n = 0; !isOver; n++) {
        const made = row(n);
        await insertConversations(app.owner, tenantId, [made]);
        if (n % 3 === 0) await app.owner.query(`update conversations set outcome = 'failure' where id = $1`, [made.id]);
        if (n % 5 === 0) await app.owner.query('delete from conversations where id = $1', [made.id]);
      }
    };
    const fold = async (): Promise<void> => {
      while (!isOver) await rollups.fold();
    };
    const look = async (): Promise<void> => {
      for (let round = 0; round < 25; round++) {
        const { figures, rows, way } = await inSnapshot(tenantId, asked);
        expect(figures).toEqual(rows);
        ways.add(way);
      }
      isOver = true;
    };
    await Promise.all([write(), write(), fold(), fold(), look().finally(() => (isOver = true))]);
    expect(ways).toEqual(new Set(['days']));
    await rollups.fold();
    expect((await rollups.check(tenantId)).wrong).toEqual([]);
  }, 120_000);

  it('keeps the mark when the folder dies before its commit, and folds late and doubled ones once', async () => {
    const { tenantId, agentIds } = await insertTenant(app.owner, 'UTC', 1);
    const late = conversation({ agentId: agentIds[0] ?? '', startedAt: Date.parse('2026-11-12T10:00:00Z'), outcome: 'success' });
    await insertConversations(app.owner, tenantId, [late]);
    await killFolder();
    const { rows } = await app.owner.query('select 1 from rollup_marks where tenant_id = $1', [tenantId]);
    expect(rows).toHaveLength(1);
    const query: Asked = { timeZone: 'UTC', interval: 'day', from: '2026-11-10', to: '2026-11-20' };
    await expectTruth(tenantId, [late], query);
    // the same news twice more
    await app.owner.query('insert into rollup_marks select tenant_id, at from rollup_marks, generate_series(1, 2) where tenant_id = $1', [
      tenantId,
    ]);
    await rollups.fold();
    await expectTruth(tenantId, [late], query);
    expect(await rollups.check(tenantId)).toEqual({ tenants: 1, wrong: [] });
  });
});
