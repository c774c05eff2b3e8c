import { setTimeout as sleep } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import pg from 'pg';
import { Clock } from '../../../platform/clock/clock.js';
import { APP_POOL, PLATFORM_POOL } from '../../../platform/database/pools.js';
import { Metrics } from '../../../platform/metrics/metrics.js';
import { byKey, KEPT_GAUGES, KEPT_METRICS, type KeptMetricName, movesSince, type SeriesTotal, totalsOf } from '../domain/kept-metrics.js';
import { AllTenantsHistoryRepository } from '../persistence/all-tenants-history.repository.js';
import { ProcessReadings } from './process-readings.js';
import { ThisProcess } from './this-process.js';

const MINUTE_MS = 60_000;
/** A tick that comes later than this belongs to no minute: the machine slept, or the loop was blocked. */
const LATE_MS = MINUTE_MS * 1.5;
/** Processes do not all write in the same moment. */
const SPREAD_MS = 2_000;
/** A gauge that asks elsewhere does not hold up the rest. */
const GAUGE_MS = 2_000;

const METRICS = Object.keys(KEPT_METRICS) as KeptMetricName[];

/**
 * Writes once a minute what this process counted in it. A minute is written by itself or not at all: when the database is away its counts are
 * lost with it, which the readers see as a gap, and nothing ever waits for this.
 */
@Injectable()
export class MinuteRecorder implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(MinuteRecorder.name);
  private readonly spread = Math.random() * SPREAD_MS;
  private readings: ProcessReadings | null = null;
  private last: ReadonlyMap<string, SeriesTotal> = new Map();
  private tickedAt = 0;
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> | null = null;

  constructor(
    private readonly self: ThisProcess,
    private readonly history: AllTenantsHistoryRepository,
    private readonly metrics: Metrics,
    private readonly clock: Clock,
    @Inject(APP_POOL) private readonly app: pg.Pool,
    @Inject(PLATFORM_POOL) private readonly platform: pg.Pool,
  ) {}

  onApplicationBootstrap(): void {
    this.readings = new ProcessReadings({ app: this.app, platform: this.platform });
    this.tickedAt = performance.now();
    this.plan();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearTimeout(this.timer);
    await this.writing;
    await this.tick(this.clock.now());
    await this.writing;
    this.readings?.stop();
  }

  /** Takes the minute that ends at `now` and hands it to the database, if the one before it has been written. */
  async tick(now: Date): Promise<void> {
    if (!this.readings) return;
    const elapsed = performance.now() - this.tickedAt;
    this.tickedAt = performance.now();
    const totals = await this.totals();
    const counts = movesSince(this.last, totals);
    this.last = byKey(totals);
    const figures = { ...this.readings.lap(), ...(await this.gauges()) };
    if (elapsed > LATE_MS || this.writing) return;
    const minute = new Date(Math.floor((now.getTime() - Math.min(elapsed, MINUTE_MS) / 2) / MINUTE_MS) * MINUTE_MS);
    this.writing = this.history
      .record(this.self, { minute, figures, counts })
      .catch((error: unknown) => this.logger.warn({ message: 'a minute of the history is lost', minute, err: error }))
      .finally(() => {
        this.writing = null;
      });
  }

  private plan(): void {
    const wait = MINUTE_MS - (this.clock.now().getTime() % MINUTE_MS) + this.spread;
    this.timer = setTimeout(() => void this.tick(this.clock.now()).finally(() => this.plan()), wait);
    this.timer.unref();
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
