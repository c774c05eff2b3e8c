import { LATENCY_BOUNDS, bucketOf } from '../../src/platform/metrics/latency-bounds.js';
import { newId } from '../../src/platform/database/ids.js';
import { type SeriesTotal } from '../../src/modules/system/domain/kept-metrics.js';
import { AllTenantsHistoryRepository } from '../../src/modules/system/persistence/all-tenants-history.repository.js';
import { AllTenantsProcessRepository, type Heartbeat } from '../../src/modules/system/persistence/all-tenants-process.repository.js';
import { MinuteRecorder } from '../../src/modules/system/services/minute-recorder.js';
import type { TestApp } from '../harness/app.js';

/** Answers of one route and status by their times in seconds. */
export const answers = (series: string, status: number, seconds: readonly number[]): SeriesTotal => {
  const buckets = new Array<number>(LATENCY_BOUNDS.length + 1).fill(0);
  for (const one of seconds) buckets[bucketOf(one)] = (buckets[bucketOf(one)] ?? 0) + 1;
  const sum = seconds.reduce((total, one) => total + one, 0);
  return { metric: 'http', series, outcome: String(status), count: seconds.length, seconds: sum, amount: 0, buckets };
};

/** The minute in which the suite began: what is given and what is asked must not fall on two sides of a full minute. */
const MINUTE = Math.floor(Date.now() / 60_000) * 60_000;

/** The beginning of the minute that many minutes before the suite's. */
export const minutesAgo = (minutes: number): Date => new Date(MINUTE - minutes * 60_000);

/** Writes the minute of the app itself now, as its end does, and keeps it from writing others between those that are given. */
export const withoutOwnMinutes = (app: TestApp): Promise<void> => app.get(MinuteRecorder).beforeApplicationShutdown();

export const FIGURES = { 'process.rss': 200e6, 'process.cpu': 0.25, 'loop.p99': 4, 'pool.app.waiting': 0 };

/** A process that is not this one, saying things of itself. */
export async function givenProcess(app: TestApp, kind: 'api' | 'worker' = 'api') {
  const startedAt = new Date(Date.now() - 3_600_000);
  const identity = { id: newId(), kind, host: 'other-host', pid: 4_242, version: '1.2.3', nodeVersion: '20.20.2', startedAt };
  const processes = app.get(AllTenantsProcessRepository);
  const history = app.get(AllTenantsHistoryRepository);
  const beat = (over: Partial<Heartbeat> = {}) =>
    processes.beat(identity, { at: new Date(), figures: FIGURES, socketCount: 0, sockets: [], ...over });
  await beat();
  return {
    ...identity,
    beat,
    stop: () => processes.stop(identity.id, new Date()),
    minute: (minute: Date, counts: readonly SeriesTotal[] = [], figures: Readonly<Record<string, number>> = FIGURES) =>
      history.record(identity, { minute, figures, counts }),
  };
}
