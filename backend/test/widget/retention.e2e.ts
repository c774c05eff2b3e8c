import { EngagementAnalytics } from '@orbisvoice/shared-dto';
import fc from 'fast-check';
import pg from 'pg';
import { Rollups } from '../../src/modules/analytics/index.js';
import { ForgetWidgetVisits } from '../../src/modules/widget/jobs/forget-visits.job.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { monthStart } from '../../src/platform/clock/month-start.js';
import { Metrics } from '../../src/platform/metrics/metrics.js';
import { insertTalks, insertVisits, type PastVisit } from '../analytics/engagement-rows.js';
import { stopTime } from '../auth/people.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { Website } from './widget-world.js';

const MONTHS = 25;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LOCK_NOT_AVAILABLE = '55P03';
const NO_RIGHT = '42501';
const REFUSED = 'P0001';

let app: TestApp;
/** What begins before is forgotten. */
let bound: number;

beforeAll(async () => {
  app = await startTestApp({ database: await freshDatabase() });
  // a month does not end in the middle of the suite
  stopTime(app);
  bound = monthStart(app.get(Clock).now(), -MONTHS).getTime();
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.owner.query('delete from visit_bounds');
});

const forget = (): Promise<number> => app.get(ForgetWidgetVisits).run();
const dayAt = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const partitionAt = (ms: number): string => `widget_visits_${new Date(ms).toISOString().slice(0, 7).replace('-', '_')}`;

const visitOf = (site: Website, id: string, startedAt: number): PastVisit => ({
  id,
  agentId: site.agent.id,
  startedAt,
  impressionAt: startedAt,
  openedAt: startedAt + 60_000,
  grantedAt: null,
});

/** Visits of months that nobody opened: they wait in the default partition. */
async function insertUnplaced(site: Website, visits: readonly PastVisit[]): Promise<void> {
  await app.owner.query(
    `insert into widget_visits_default (tenant_id, agent_id, visit_id, started_at, impression_at)
     select $1, $2, id, at, at from unnest($3::text[], $4::timestamptz[]) v (id, at)`,
    [site.owner.tenantId, site.agent.id, visits.map(({ id }) => id), visits.map(({ startedAt }) => new Date(startedAt))],
  );
}

async function engagement(site: Website, query: Record<string, string>): Promise<EngagementAnalytics> {
  const path = `/analytics/engagement?${new URLSearchParams(query).toString()}`;
  const { status, body } = await app.request('GET', path, { token: site.owner.token });
  expect([status, body]).toEqual([200, expect.anything()]);
  return EngagementAnalytics.parse(body);
}

async function isPartition(name: string): Promise<boolean> {
  const { rows } = await app.owner.query('select 1 where to_regclass($1) is not null', [name]);
  return rows.length === 1;
}

const codeOf = (run: Promise<unknown>): Promise<unknown> =>
  run.then(
    () => 'done',
    (error: unknown) => Reflect.get(Object(error), 'code'),
  );

it('forgets whole months before the bound, and what waits without one, to the millisecond; a second run finds nothing', async () => {
  const site = await Website.of(app);
  await insertVisits(app.owner, site.owner.tenantId, [
    visitOf(site, 'the last moment of the month before', bound - 1),
    visitOf(site, 'long ago', bound - 70 * DAY),
    visitOf(site, 'the first moment that is kept', bound),
    visitOf(site, 'lately', Date.now() - DAY),
  ]);
  await insertUnplaced(site, [visitOf(site, 'of a month that never was', bound - 400 * DAY)]);
  const metric = async () => (await app.get(Metrics).read('orbis_widget_visits_forgotten_total'))[0]?.value ?? 0;
  const counted = await metric();
  const rollups = app.get(Rollups);
  await rollups.fold();
  const quarters = async (): Promise<number> => {
    const { rows } = await app.owner.query('select 1 from visit_quarters where tenant_id = $1', [site.owner.tenantId]);
    return rows.length;
  };
  expect(await quarters()).toBe(5);
  expect(await forget()).toBe(3);
  // the month takes its quarters along; what was deleted by row left marks
  expect(await quarters()).toBe(3);
  await rollups.fold();
  expect(await quarters()).toBe(2);
  expect((await rollups.check(site.owner.tenantId)).wrong).toEqual([]);
  expect((await site.visits()).map(({ visit_id: id }) => id)).toEqual(['the first moment that is kept', 'lately']);
  expect(await Promise.all([bound - 1, bound - 70 * DAY, bound].map((at) => isPartition(partitionAt(at))))).toEqual([false, false, true]);
  expect((await metric()) - counted).toBe(3);
  expect(await forget()).toBe(0);
  expect((await site.visits()).length).toBe(2);
});

it('says from which day of a zone on visits are kept, and holds nothing against what is gone', async () => {
  const site = await Website.of(app);
  await insertVisits(app.owner, site.owner.tenantId, [
    visitOf(site, 'gone', bound - 5 * DAY),
    visitOf(site, 'kept', bound + 2 * DAY),
    visitOf(site, 'later', bound + 40 * DAY),
  ]);
  await insertTalks(app.owner, site.owner.tenantId, [
    { sessionId: 'gone', agentId: site.agent.id, channel: 'widget', outcome: 'success', visitorId: 'v', country: 'DE', device: null, browser: null, startedAt: bound - 5 * DAY + 60_000, countedAt: bound - 5 * DAY + 60_000 }, // prettier-ignore
  ]);
  const span = { from: dayAt(bound - 10 * DAY), to: dayAt(bound + 10 * DAY), timeZone: 'UTC' };
  const before = await engagement(site, span);
  expect(before).toMatchObject({ keptSince: null, figures: { impressions: { value: 2, previous: 0 } } });
  await forget();

  const cut = await engagement(site, span);
  expect(cut).toMatchObject({ keptSince: dayAt(bound), figures: { impressions: { value: 1, previous: null } } });
  // of conversations nothing is gone
  expect(cut.figures.visitors).toEqual(before.figures.visitors);
  const points = cut.series.map(({ impressions, activations }) => [impressions, activations]);
  expect(points).toEqual([...Array.from({ length: 10 }, () => [null, null]), ...[0, 0, 1, 0, 0, 0, 0, 0, 0, 0].map((seen) => [seen, 0])]);

  const gone = await engagement(site, { ...span, to: dayAt(bound) });
  expect(gone.figures).toMatchObject({
    visitors: { value: 1 },
    impressions: { value: null },
    activation_rate: { value: null, numerator: null },
  });
  const whole = await engagement(site, { from: dayAt(bound + 35 * DAY), to: dayAt(bound + 45 * DAY), timeZone: 'UTC' });
  expect(whole.figures.impressions).toMatchObject({ value: 1, previous: 0 });

  // a month of UTC begins in the evening of the day before there, and here in the morning of a day that is not whole
  expect((await engagement(site, { timeZone: 'America/New_York' })).keptSince).toBe(dayAt(bound));
  expect((await engagement(site, { timeZone: 'Asia/Kathmandu' })).keptSince).toBe(dayAt(bound + DAY));
  const hours = { from: dayAt(bound), to: dayAt(bound + 2 * DAY), interval: 'hour', timeZone: 'Asia/Kathmandu' };
  const hourly = (await engagement(site, hours)).series.map(({ impressions }) => impressions);
  expect(hourly).toEqual([...Array.from({ length: 24 }, () => null), ...Array.from({ length: 24 }, () => 0)]);
});

it('says nothing of a bound where nothing was deleted', async () => {
  const site = await Website.of(app);
  await app.owner.query('select open_widget_month($1)', [new Date(bound - DAY)]);
  expect(await forget()).toBe(0);
  expect(await isPartition(partitionAt(bound - DAY))).toBe(false);
  expect((await engagement(site, {})).keptSince).toBeNull();
});

it('leaves every figure of the months that are kept as it was, whatever lies where', async () => {
  const at = fc.integer({ min: -75 * 24, max: 45 * 24 });
  const row = fc.record({ hours: at, isPlaced: fc.boolean(), isAtEdge: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), async (rows) => {
      const site = await Website.of(app);
      const moment = ({ hours, isAtEdge }: (typeof rows)[number]): number => bound + (isAtEdge ? Math.sign(hours) : hours * HOUR);
      const placed = rows.filter((one) => one.isPlaced || moment(one) >= bound);
      const unplaced = rows.filter((one) => !placed.includes(one));
      const visits = (some: typeof rows, prefix: string) => some.map((one, index) => visitOf(site, `${prefix}${index}`, moment(one)));
      await insertVisits(app.owner, site.owner.tenantId, visits(placed, 'placed '));
      const earlier = unplaced.filter((one) => !placed.some((other) => partitionAt(moment(other)) === partitionAt(moment(one))));
      await insertUnplaced(site, visits(earlier, 'unplaced '));
      const span = { from: dayAt(bound), to: dayAt(bound + 50 * DAY), timeZone: 'UTC', compare: 'none' };
      const before = await engagement(site, span);
      const gone = [...placed, ...earlier].filter((one) => moment(one) < bound).length;
      expect(await forget()).toBe(gone);
      const { asOf: _, keptSince: __, ...after } = await engagement(site, span);
      expect(before).toMatchObject(after);
      expect(await site.visits()).toHaveLength(placed.length + earlier.length - gone);
      expect(await forget()).toBe(0);
    }),
    { numRuns: 12 },
  );
}, 60_000);

it('waits behind no report for long: it gives up, and has lost and told nothing', async () => {
  const site = await Website.of(app);
  await insertVisits(app.owner, site.owner.tenantId, [visitOf(site, 'old', bound - DAY)]);
  const report = new pg.Client({ connectionString: app.database.ownerUrl });
  await report.connect();
  await report.query('begin');
  await report.query('select count(*) from widget_visits');
  expect(await codeOf(forget())).toBe(LOCK_NOT_AVAILABLE);
  await report.query('rollback');
  await report.end();
  expect(await site.visits()).toHaveLength(1);
  expect((await engagement(site, {})).keptSince).toBeNull();
  expect(await forget()).toBe(1);
});

it('lets nobody drop what is younger than two months, nor half a month, nor without the right', async () => {
  const platform = new pg.Pool({ connectionString: app.database.platformUrl, max: 1 });
  const role = new pg.Pool({ connectionString: app.database.appUrl, max: 1 });
  const refused = await Promise.all(
    [new Date(), monthStart(new Date(), -1), new Date(bound + DAY)].flatMap((since) => [
      codeOf(platform.query('select * from drop_widget_month($1)', [since])),
      codeOf(platform.query('select forget_unplaced_visits($1, 1)', [since])),
    ]),
  );
  expect(new Set(refused)).toEqual(new Set([REFUSED]));
  for (const call of ['drop_widget_month(now())', 'forget_unplaced_visits(now(), 1)', 'note_widget_visits_kept(now())'])
    expect([call, await codeOf(role.query(`select ${call}`))]).toEqual([call, NO_RIGHT]);
  expect(await codeOf(role.query(`insert into visit_bounds (kind, kept_since) values ('widget', now())`))).toBe(NO_RIGHT);
  await platform.end();
  await role.end();
});
