import fc from 'fast-check';
import { Rollups } from '../../src/modules/analytics/index.js';
import { bucketOf } from '../../src/modules/analytics/domain/histogram.js';
import { figuresSql } from '../../src/modules/analytics/persistence/conversation-figures.sql.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { newId } from '../../src/platform/database/ids.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { type ConversationRow, insertConversations, insertTenant, NO_STAGES, offsetOf, type StagesOfRow } from './conversation-rows.js';
import { expectTruth, reportOf } from './rollup-truth.js';

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

interface Draft {
  readonly minutes: number;
  readonly agent: number;
  readonly channel: ConversationRow['channel'];
  readonly outcome: ConversationRow['outcome'];
  readonly duration: number | null;
  readonly firstResponse: number | null;
  readonly stages: StagesOfRow;
  readonly isCounted: boolean;
}

const TOOK = fc.option(fc.oneof(fc.nat(200), fc.nat(600_000)));
const DRAFT: fc.Arbitrary<Draft> = fc
  .record({
    minutes: fc.integer({ min: -6 * 1440, max: 6 * 1440 }),
    agent: fc.nat(2),
    channel: fc.constantFrom('widget' as const, 'api' as const, 'phone' as const),
    outcome: fc.constantFrom('success' as const, 'failure' as const, 'unknown' as const),
    duration: fc.option(fc.oneof(fc.nat(3), fc.nat(100_000))),
    firstResponse: fc.option(fc.oneof(fc.nat(200), fc.nat(100_000))),
    stages: fc.tuple(TOOK, TOOK, TOOK),
    isCounted: fc.nat(5).map((n) => n > 0),
  })
  .map((draft) => ({ ...draft, stages: draft.firstResponse === null ? NO_STAGES : draft.stages }));

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
      // now and then long enough for weeks and months to begin in it
      days: fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 1, max: 5 }) }, { weight: 1, arbitrary: fc.integer({ min: 6, max: 31 }) }),
      agent: fc.option(fc.nat(2), { freq: 4 }),
      channel: fc.option(fc.constantFrom('widget' as const, 'api' as const, 'phone' as const), { freq: 4 }),
    }),
  },
);

type Step = typeof STEP extends fc.Arbitrary<infer T> ? T : never;

/** A workspace to which things happen, and beside it the rows they leave. */
class Life {
  private rows: ConversationRow[] = [];
  private asked: Extract<Step, { kind: 'ask' }> | undefined;

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
    await this.let(step);
    if (this.asked) await this.ask(this.asked);
  }

  private async let(step: Step): Promise<void> {
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
         first_listen_ms = $9, first_think_ms = $10, first_speak_ms = $11, counted_at = case when $8 then $5::timestamptz end where id = $1`,
      [
        ...[row.id, row.agentId, row.channel, row.outcome, new Date(row.startedAt), row.duration, row.firstResponse, row.isCounted],
        ...row.stages,
      ],
    );
    this.rows = this.rows.map((one) => (one.id === row.id ? row : one));
  }

  private async drop(index: number): Promise<void> {
    const old = this.rows[index % Math.max(1, this.rows.length)];
    await app.owner.query('delete from conversations where id = $1', [old?.id ?? null]);
    this.rows = this.rows.filter((one) => one !== old);
  }

  /** Now, and after whatever happens next: the answer is kept meanwhile. */
  private async ask(question: Extract<Step, { kind: 'ask' }>): Promise<void> {
    this.asked = question;
    const { zone, interval, from, days, agent, channel } = question;
    const dayOf = (count: number): string => new Date(this.centre + count * DAY).toISOString().slice(0, 10);
    await expectTruth(app, this.tenantId, {
      rows: this.rows,
      asked: {
        timeZone: zone ?? this.zone,
        interval,
        from: dayOf(from),
        to: dayOf(from + days),
        ...(agent !== null && { agentId: this.agentIds[agent] }),
        ...(channel !== null && { channel }),
      },
    });
  }
}

/** Clocks go back to the middle of an hour: the day has an hour of which two are shown, and its last one is held against the last one of the day before. */
const TURNED_BY_PARTS: { zone: (typeof ZONES)[number]; centre: (typeof CENTRES)[number]; steps: Step[] } = {
  zone: 'Pacific/Chatham',
  centre: '2026-04-05',
  steps: [
    {
      kind: 'add',
      rows: [
        {
          minutes: -826,
          agent: 0,
          channel: 'widget',
          outcome: 'success',
          duration: null,
          firstResponse: null,
          stages: NO_STAGES,
          isCounted: true,
        },
      ],
    },
    { kind: 'ask', zone: null, interval: 'hour', from: 0, days: 1, agent: null, channel: null },
  ],
};

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
    { numRuns: Number(process.env['ROLLUP_RUNS'] ?? 25), examples: [[TURNED_BY_PARTS]] },
  );
}, 300_000);

it('knows a day of 23 hours and one of 25, and hours that begin between the full ones', async () => {
  const { tenantId } = await insertTenant(app.owner, 'Europe/Berlin', 1);
  const hoursOf = async (timeZone: string, from: string, to: string): Promise<string[]> =>
    (await reportOf(app, tenantId, { timeZone, interval: 'hour', from, to })).series.map(({ start }) => start);
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

it.each(['all', 'chosen', 'agents'] as const)('does not read the hours of another way where days will do (%s)', async (by) => {
  const { tenantId } = await insertTenant(app.owner, 'Europe/Berlin', 1);
  const { rows } = await app.owner.query<{ 'QUERY PLAN': string }>(`explain (analyze, costs off, timing off) ${figuresSql(by)}`, [
    ...[tenantId, 'Europe/Berlin', '2026-07-01', '2026-07-31', '2026-06-01'],
    ...[null, null, false],
  ]);
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  const [scan] = /One-Time Filter: [^\n]*= 'hours'::text[^]*? on conversation_hours [^\n]*/.exec(plan) ?? [''];
  expect(scan).toMatch(/never executed\)$/);
});
