import { SystemHistory, windowBack } from '../../src/modules/system/index.js';
import { MinuteRecorder } from '../../src/modules/system/services/minute-recorder.js';
import { purgeSystemHistory, PurgeSystemHistory } from '../../src/modules/system/jobs/purge-system-history.job.js';
import { JobRegistry } from '../../src/platform/queues/job-registry.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { answers, givenProcess, minutesAgo, withoutOwnMinutes } from './system-samples.js';

const ROUTE = 'GET /api/agents/:id';
let app: TestApp;
let history: SystemHistory;

beforeAll(async () => {
  app = await startTestApp({ database: await freshDatabase() });
  history = app.get(SystemHistory);
  await withoutOwnMinutes(app);
}, 60_000);
afterAll(() => app.close());
beforeEach(async () => {
  await app.owner.query('truncate system_minutes, system_counts');
});

const lastTen = () => windowBack(600, 60, new Date(minutesAgo(0).getTime() + 6_000));

describe('the history of two processes', () => {
  it('is merged: counts add up, quantiles are those of all samples', async () => {
    const [first, second] = [await givenProcess(app), await givenProcess(app)];
    await first.minute(minutesAgo(3), [answers(ROUTE, 200, new Array<number>(98).fill(0.004))]);
    await second.minute(minutesAgo(3), [answers(ROUTE, 200, [0.9]), answers(ROUTE, 500, [0.9]), answers('GET /api/stats', 200, [3])]);
    const points = await history.points('http', lastTen(), ROUTE);
    const [there, ...more] = points.filter(({ count }) => count > 0);
    expect(more).toEqual([]);
    expect(there).toMatchObject({ at: minutesAgo(3), recordedMinutes: 1, count: 100, outcomes: { '200': 99, '500': 1 } });
    expect(there?.perSecond).toBeCloseTo(100 / 60);
    expect(there?.seconds).toBeCloseTo(98 * 0.004 + 1.8);
    for (const [found, from, to] of [
      [there?.p50, 0.0025, 0.005],
      [there?.p95, 0.0025, 0.005],
      [there?.p99, 0.5, 1],
    ] as const) {
      expect(found).toBeGreaterThan(from);
      expect(found).toBeLessThanOrEqual(to);
    }
    const totals = await history.totals('http', lastTen());
    expect(totals.map(({ series, count }) => [series, count])).toEqual([
      [ROUTE, 100],
      ['GET /api/stats', 1],
    ]);
  });

  it('has gaps where nobody wrote, and zeros where somebody wrote that nothing happened', async () => {
    const api = await givenProcess(app);
    const worker = await givenProcess(app, 'worker');
    await api.minute(minutesAgo(5));
    await worker.minute(minutesAgo(4));
    const points = await history.points('http', lastTen());
    expect(points).toHaveLength(10);
    const of = (minutes: number) => points.find(({ at }) => at.getTime() === minutesAgo(minutes).getTime());
    expect(of(5)).toMatchObject({ recordedMinutes: 1, count: 0, perSecond: 0, p50: null });
    // the worker answers no requests: its minute says nothing about them
    expect(of(4)).toMatchObject({ recordedMinutes: 0, perSecond: null });
    expect(await history.recordedMinutes('http', lastTen())).toBe(1);
    expect(await history.recordedMinutes('jobs', lastTen())).toBe(1);
    expect(await history.recordedMinutes('query', lastTen())).toBe(2);
  });

  it('takes a rate from the minutes that were written, also in longer steps', async () => {
    const api = await givenProcess(app);
    const step = new Date(Math.floor(Date.now() / 300_000 - 1) * 300_000);
    for (const offset of [0, 2]) {
      await api.minute(new Date(step.getTime() + offset * 60_000), [answers(ROUTE, 200, new Array<number>(60).fill(0.02))]);
    }
    const window = { from: step, to: new Date(step.getTime() + 300_000), stepSeconds: 300 };
    expect(await history.points('http', window)).toMatchObject([{ recordedMinutes: 2, count: 120, perSecond: 1 }]);
  });

  it('tells of figures the worst, the mean and the sum of processes', async () => {
    const [first, second] = [await givenProcess(app), await givenProcess(app, 'worker')];
    await first.minute(minutesAgo(2), [], { 'process.rss': 100, 'queue.emails.waiting': 7 });
    await second.minute(minutesAgo(2), [], { 'process.rss': 300, 'queue.emails.waiting': 9 });
    const points = await history.figures(['process.rss', 'queue.emails.waiting', 'no.such'], lastTen());
    expect(points.find(({ recordedMinutes }) => recordedMinutes > 0)).toEqual({
      at: minutesAgo(2),
      recordedMinutes: 1,
      processes: 2,
      max: { 'process.rss': 300, 'queue.emails.waiting': 9 },
      avg: { 'process.rss': 200, 'queue.emails.waiting': 8 },
      sum: { 'process.rss': 400, 'queue.emails.waiting': 16 },
    });
  });

  it('adds what a process says of the same minute again when it ends', async () => {
    const api = await givenProcess(app);
    await api.minute(minutesAgo(1), [answers(ROUTE, 200, [0.004, 0.3])], { 'loop.p99': 1, 'loop.max': 2 });
    await api.minute(minutesAgo(1), [answers(ROUTE, 200, [0.3])], { 'loop.p99': 5 });
    const [total] = await history.totals('http', lastTen());
    expect(total).toMatchObject({ count: 3, outcomes: { '200': 3 } });
    expect(total?.p50).toBeGreaterThan(0.25);
    const [figures] = (await history.figures(['loop.p99', 'loop.max'], lastTen())).filter(({ recordedMinutes }) => recordedMinutes > 0);
    expect(figures?.max).toEqual({ 'loop.p99': 5, 'loop.max': 2 });
  });
});

describe('this process', () => {
  it('writes the minute that ends: only what was added since the one before', async () => {
    const recorder = app.get(MinuteRecorder);
    // twice: a tick that finds the one before it still being written is left out
    await recorder.beforeApplicationShutdown();
    await app.request('GET', '/health/live');
    await app.request('GET', '/health/live');
    await recorder.beforeApplicationShutdown();
    const window = windowBack(600, 60, new Date(Date.now() + 120_000));
    const live = (await history.totals('http', window)).find(({ series }) => series === 'GET /api/health/live');
    expect(live).toMatchObject({ count: 2, outcomes: { '200': 2 } });
    expect(live?.p99).toBeGreaterThan(0);
    const figures = (await history.figures(['process.rss', 'loop.utilization', 'pool.app.open'], window)).filter(
      ({ processes }) => processes > 0,
    );
    expect(Object.keys(figures[0]?.max ?? {}).sort()).toEqual(['loop.utilization', 'pool.app.open', 'process.rss']);
  });
});

describe('the purge', () => {
  it('takes what is older than the days that are kept, and nothing else', async () => {
    const api = await givenProcess(app);
    const DAY = 1_440;
    await api.minute(minutesAgo(8 * DAY + 2), [answers(ROUTE, 200, [0.1])]);
    await api.minute(minutesAgo(8 * DAY - 2), [answers(ROUTE, 200, [0.1])]);
    expect(await app.get(PurgeSystemHistory).run()).toBe(2);
    const { rows } = await app.owner.query<{ minute: Date }>(
      'select minute from system_minutes union all select minute from system_counts',
    );
    expect(rows.map(({ minute }) => minute)).toEqual([minutesAgo(8 * DAY - 2), minutesAgo(8 * DAY - 2)]);
    expect(app.get(JobRegistry).handlerOf(purgeSystemHistory.name)).toBeInstanceOf(Function);
  });
});
