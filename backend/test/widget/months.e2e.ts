import { OpenVisitMonths } from '../../src/modules/widget/jobs/open-visit-months.job.js';
import { Metrics } from '../../src/platform/metrics/metrics.js';
import { stopTime } from '../auth/people.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { Website } from './widget-world.js';

const DAY = 86_400_000;
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ database: await freshDatabase() });
});
afterAll(() => app.close());
afterEach(() => jest.restoreAllMocks());

async function partitions(): Promise<string[]> {
  const { rows } = await app.owner.query<{ name: string }>(
    `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'widget_visits'::regclass order by 1`,
  );
  return rows.map(({ name }) => name);
}

async function unplaced(): Promise<number | undefined> {
  return (await app.get(Metrics).read('orbis_widget_unplaced_visits'))[0]?.value;
}

it('has the partitions of this month and the next two from the start', async () => {
  const now = new Date();
  const expected = [0, 1, 2].map((n) => {
    const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + n, 1));
    return `widget_visits_${month.toISOString().slice(0, 7).replace('-', '_')}`;
  });
  expect(await partitions()).toEqual([...expected, 'widget_visits_default']);
});

it('loses no visit when the job did not run, says how many wait, and brings them home', async () => {
  const site = await Website.of(app);
  const time = stopTime(app);
  time.moveTo(200 * DAY);
  const events = [{ kind: 'impression', visitId: 'late' }];
  expect((await site.report(events)).status).toBe(204);
  await site.report([{ kind: 'open', visitId: 'late' }]);
  expect(await site.visits()).toMatchObject([{ visit_id: 'late', month: 'widget_visits_default' }]);
  expect(await unplaced()).toBe(1);

  const before = await partitions();
  await app.get(OpenVisitMonths).run();
  await app.get(OpenVisitMonths).run();
  expect((await partitions()).length - before.length).toBe(3);
  const [visit] = await site.visits();
  expect(visit?.month).toMatch(/^widget_visits_\d{4}_\d{2}$/);
  expect(visit?.opened_at).not.toBeNull();
  expect(await unplaced()).toBe(0);

  await site.report(events);
  expect(await site.visits()).toHaveLength(1);
});

it('makes partitions that row-level security covers and that find a visit by its id', async () => {
  await app.owner.query(`select open_widget_month('2031-05-31T23:59:59Z')`);
  const { rows } = await app.owner.query<{ secured: boolean; unique: boolean; bounds: string }>(
    `select c.relrowsecurity as secured, pg_get_expr(c.relpartbound, c.oid) as bounds,
       exists (select 1 from pg_index i where i.indrelid = c.oid and i.indisunique and i.indnkeyatts = 2) as unique
     from pg_class c where c.relname = 'widget_visits_2031_05'`,
  );
  expect(rows).toMatchObject([{ secured: true, unique: true }]);
  expect(rows[0]?.bounds).toMatch(/2031-05-01 00:00:00\+00.*2031-06-01 00:00:00\+00/);
});
