import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import pg from 'pg';
import { APP_POOL, PLATFORM_POOL } from '../../../platform/database/pools.js';
import { QueryTimings, type StatementTally } from '../../../platform/database/query-timings.js';
import { Metrics } from '../../../platform/metrics/metrics.js';
import { byKey, KEPT_GAUGES, KEPT_METRICS, type KeptMetricName, movesSince, type SeriesTotal, totalsOf } from '../domain/kept-metrics.js';
import { ProcessReadings } from './process-readings.js';

/** A gauge that asks elsewhere does not hold up the rest. */
const GAUGE_MS = 2_000;

const METRICS = Object.keys(KEPT_METRICS) as KeptMetricName[];

/** What this process counted since it was last read. */
export interface MinuteReading {
  readonly figures: Readonly<Record<string, number>>;
  readonly counts: readonly SeriesTotal[];
  readonly statements: readonly StatementTally[];
}

/** Reads what is kept of the registry, the statements and the process itself, each as a difference to the last reading. */
@Injectable()
export class MinuteReader {
  private last: ReadonlyMap<string, SeriesTotal> = new Map();
  private readings: ProcessReadings | null = null;

  constructor(
    private readonly metrics: Metrics,
    private readonly timings: QueryTimings,
    @Inject(APP_POOL) private readonly app: pg.Pool,
    @Inject(PLATFORM_POOL) private readonly platform: pg.Pool,
  ) {}

  start(): void {
    this.readings ??= new ProcessReadings({ app: this.app, platform: this.platform });
  }

  stop(): void {
    this.readings?.stop();
  }

  async read(): Promise<MinuteReading> {
    const totals = await this.totals();
    const moves = movesSince(this.last, totals);
    this.last = byKey(totals);
    const statements = this.timings.drain();
    const figures = { ...this.readings?.lap(), ...(await this.gauges()) };
    return { figures, counts: [...moves, ...statements.flatMap(countsOf)], statements };
  }

  private async totals(): Promise<readonly SeriesTotal[]> {
    const read = await Promise.all(METRICS.map(async (name) => totalsOf(name, await this.metrics.read(KEPT_METRICS[name].registered))));
    return read.flat();
  }

  private async gauges(): Promise<Record<string, number>> {
    const late = sleep(GAUGE_MS, [], { ref: false });
    const read = KEPT_GAUGES.map(async ({ registered, as, labels }) => {
      const samples = await Promise.race([this.metrics.read(registered), late]);
      return samples.map((sample) => [[as, ...labels.map((label) => String(sample.labels[label]))].join('.'), sample.value]);
    });
    return Object.fromEntries((await Promise.all(read)).flat()) as Record<string, number>;
  }
}

/** Times are of all runs, failed ones too; how many failed is an outcome of its own. */
function countsOf({ fingerprint, count, errors, seconds, rows, buckets }: StatementTally): SeriesTotal[] {
  const of = { metric: 'query', series: fingerprint } as const;
  return [
    { ...of, outcome: 'run', count, seconds, amount: rows, buckets },
    ...(errors > 0 ? [{ ...of, outcome: 'failed', count: errors, seconds: 0, amount: 0, buckets: null }] : []),
  ];
}
