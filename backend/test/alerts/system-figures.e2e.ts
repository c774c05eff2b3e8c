import type { AlertRuleList } from '@orbisvoice/shared-dto';
import fc from 'fast-check';
import { EvaluateAlerts } from '../../src/modules/alerts/jobs/evaluate-alerts.job.js';
import { AlertMails } from '../../src/modules/alerts/services/alert-mails.js';
import { AlertWebhook } from '../../src/modules/alerts/services/alert-webhook.js';
import { PatternEvaluation } from '../../src/modules/alerts/services/pattern-evaluation.js';
import { FigureEvaluation } from '../../src/modules/alerts/services/figure-evaluation.js';
import { SystemFigures } from '../../src/modules/alerts/services/system-figures.js';
import { grouped } from '../../src/modules/system/domain/grouped.js';
import { bucketOf, LATENCY_BOUNDS } from '../../src/platform/metrics/latency-bounds.js';
import { givenStaff } from '../admin/staff.js';
import { stopTime } from '../auth/people.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { answers, givenProcess, minutesAgo, withoutOwnMinutes } from '../system/system-samples.js';
import { AlertStaff } from './alert-world.js';

let app: TestApp;
let staff: AlertStaff;
let processes: Awaited<ReturnType<typeof givenProcess>>[];

beforeAll(async () => {
  app = await startTestApp({ database: await freshDatabase(), environment: { AUTH_ACCESS_TOKEN_SECONDS: '7200' } });
  staff = new AlertStaff(app, await givenStaff(app));
  await withoutOwnMinutes(app);
  processes = [await givenProcess(app), await givenProcess(app)];
}, 240_000);
afterAll(() => app.close());
beforeEach(() => app.owner.query('truncate system_minutes, system_counts'));

/** A moment after the last given minute was written. */
const NOW = new Date(minutesAgo(0).getTime() + 6_000);
const read = async (rule: 'api_errors' | 'api_p95' | 'loop_lag') => (await app.get(SystemFigures).read(rule, NOW))?.value ?? null;
const ok = (count: number, seconds = 0.004) => answers('GET /api/agents', 200, new Array<number>(count).fill(seconds));
const failed = (count: number) => answers('GET /api/agents/:id', 503, new Array<number>(count).fill(0.004));

describe('figures of the API', () => {
  it('are what counting by hand says, whichever process answered, in whatever minute, on whatever route', async () => {
    const answer = fc.record({
      process: fc.nat(1),
      minute: fc.integer({ min: 1, max: 8 }),
      route: fc.constantFrom('GET /api/agents', 'POST /api/agents', 'GET /api/agents/:id'),
      status: fc.constantFrom(200, 204, 400, 404, 500, 503),
      seconds: fc.constantFrom(0.003, 0.02, 0.2, 0.7, 3, 90),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(answer, { minLength: 0, maxLength: 60 }), async (given) => {
        await app.owner.query('truncate system_minutes, system_counts');
        for (const [index, process] of processes.entries()) {
          for (let minute = 1; minute <= 8; minute++) {
            const here = given.filter((one) => one.process === index && one.minute === minute);
            const counts = grouped(here, ({ route, status }) => `${status} ${route}`);
            const rows = [...counts].map(([key, some]) =>
              answers(
                key.slice(4),
                Number(key.slice(0, 3)),
                some.map(({ seconds }) => seconds),
              ),
            );
            await process.minute(minutesAgo(minute), rows);
          }
        }
        const counted = given.filter(({ minute }) => minute <= 5);
        const failures = counted.filter(({ status }) => status >= 500).length;
        expect(await read('api_errors')).toBeCloseTo(failures < 5 ? 0 : (100 * failures) / counted.length);
        const sorted = counted.map(({ seconds }) => seconds).sort((a, b) => a - b);
        const exact = sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0;
        const p95 = (await read('api_p95')) ?? -1;
        const [from, to] = sorted.length < 20 ? [0, 0] : [LATENCY_BOUNDS[bucketOf(exact) - 1] ?? 0, LATENCY_BOUNDS[bucketOf(exact)] ?? 0];
        expect(p95).toBeGreaterThanOrEqual(from * 1_000);
        if (to > 0 || sorted.length < 20) expect(p95).toBeLessThanOrEqual(to * 1_000);
      }),
      { numRuns: 12 },
    );
  }, 120_000);

  it('say nothing while no process of the API writes, and nothing bad where few answers were', async () => {
    expect([await read('api_errors'), await read('api_p95'), await read('loop_lag')]).toEqual([null, null, null]);
    const worker = await givenProcess(app, 'worker');
    await worker.minute(minutesAgo(1), [], { 'loop.p99': 12 });
    expect([await read('api_errors'), await read('api_p95'), await read('loop_lag')]).toEqual([null, null, 12]);
    await processes[0]?.minute(minutesAgo(2), [failed(4), ok(15, 20)], { 'loop.p99': 400 });
    // of the newest minute: the older one is over
    expect([await read('api_errors'), await read('api_p95'), await read('loop_lag')]).toEqual([0, 0, 12]);
    await processes[1]?.minute(minutesAgo(1), [failed(1)], { 'loop.p99': 300 });
    expect([await read('api_errors'), await read('loop_lag')]).toEqual([25, 300]);
    // behind the last bound nothing is known but that it is more
    expect(await read('api_p95')).toBe((LATENCY_BOUNDS.at(-1) ?? 0) * 1_000);
  });
});

it('a part of the turn that fails does not silence the others, and is not silent itself', async () => {
  const [patterns, mails] = [jest.spyOn(app.get(PatternEvaluation), 'run'), jest.spyOn(app.get(AlertMails), 'tell')];
  const handOver = jest.spyOn(app.get(AlertWebhook), 'handOver');
  try {
    patterns.mockRejectedValueOnce(new Error('no patterns'));
    await expect(app.get(EvaluateAlerts).run()).rejects.toThrow('no patterns');
    expect([mails.mock.calls.length, handOver.mock.calls.length]).toEqual([1, 1]);
    patterns.mockRejectedValueOnce(new Error('no patterns'));
    mails.mockRejectedValueOnce(new Error('no mails'));
    await expect(app.get(EvaluateAlerts).run()).rejects.toThrow('Error: no patterns; Error: no mails');
    expect(handOver).toHaveBeenCalledTimes(2);
  } finally {
    for (const spy of [patterns, mails, handOver]) spy.mockRestore();
  }
});

it('an API that fails is an alert after three minutes, and settles by itself after ten good ones', async () => {
  const time = stopTime(app);
  const hits = () => staff.of('api_errors', 'api_errors');
  const minute = async (index: number, counts: ReturnType<typeof ok>[]): Promise<void> => {
    time.moveTo(index * 60_000);
    const began = Math.floor((Date.now() + index * 60_000) / 60_000 - 1) * 60_000;
    await processes[index % 2]?.minute(new Date(began), counts);
    await app.get(FigureEvaluation).run();
  };
  try {
    for (let index = 0; index < 3; index++) await minute(index, [ok(90), failed(10)]);
    expect(await hits()).toEqual([]);
    await minute(3, [ok(90), failed(10)]);
    expect(await hits()).toMatchObject([
      { status: 'open', severity: 'high', unit: 'percent', peak: 10, threshold: 5, subjectKind: 'system' },
    ]);
    // the bad minutes are among the last five for a while
    for (let index = 4; index < 24; index++) await minute(index, [ok(100)]);
    expect(await hits()).toMatchObject([{ status: 'resolved', openings: 1 }]);
    const { body } = await staff.request<AlertRuleList>('GET', '/admin/alert-rules');
    expect(body.items.find(({ key }) => key === 'api_errors')).toMatchObject({ value: 0, unsettled: 0, kind: 'figure', unit: 'percent' });
    expect(body.items.find(({ key }) => key === 'api_p95')).toMatchObject({ unit: 'milliseconds', value: expect.any(Number) as number });
  } finally {
    time.back();
  }
}, 60_000);
