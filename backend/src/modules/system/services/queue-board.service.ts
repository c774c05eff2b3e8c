import { Injectable } from '@nestjs/common';
import type { SystemQueue, SystemQueues } from '@orbisvoice/shared-dto';
import { QUEUE_NAMES, type QueueName } from '@orbisvoice/shared-dto/values';
import { Clock } from '../../../platform/clock/clock.js';
import { Config } from '../../../platform/config/config.js';
import { QueueHandles } from '../../../platform/queues/queue-handles.js';
import { CONCURRENCY } from '../../../platform/queues/queue-settings.js';
import { HEARTBEAT_GONE_MS } from '../domain/process-state.js';
import { AllTenantsDiscardedJobRepository } from '../persistence/all-tenants-discarded-job.repository.js';
import { AllTenantsQueueFiguresRepository, type PauseRow, type QueueHourRow } from '../persistence/all-tenants-queue-figures.repository.js';

const PACE_MINUTES = 15;

/** What the database says of all queues together. */
interface Figures {
  readonly now: Date;
  readonly hours: readonly QueueHourRow[];
  readonly pace: ReadonlyMap<string, number>;
  readonly pauses: ReadonlyMap<QueueName, PauseRow>;
  readonly discarded: ReadonlyMap<string, number>;
}

/** Everything that waits, in one look. */
@Injectable()
export class QueueBoard {
  constructor(
    private readonly handles: QueueHandles,
    private readonly figures: AllTenantsQueueFiguresRepository,
    private readonly discarded: AllTenantsDiscardedJobRepository,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  async read(): Promise<SystemQueues> {
    const now = this.clock.now();
    const [hours, pace, pauses, discarded, rooms, workers] = await Promise.all([
      this.figures.hours(QUEUE_NAMES, now),
      this.figures.pace(now),
      this.figures.pauses(),
      this.discarded.counts(),
      this.figures.rooms(now),
      this.figures.workers(new Date(now.getTime() - HEARTBEAT_GONE_MS)),
    ]);
    const known: Figures = { now, hours, pace, pauses, discarded };
    return {
      asOf: now.toISOString(),
      backend: this.config.redis.url ? 'redis' : 'postgres',
      queues: await Promise.all(QUEUE_NAMES.map((name) => this.queue(name, known))),
      rooms,
      workers: workers.map(({ startedAt, seenAt, ...row }) => ({
        ...row,
        startedAt: startedAt.toISOString(),
        seenAt: seenAt.toISOString(),
      })),
    };
  }

  private async queue(name: QueueName, { now, hours, pace, pauses, discarded }: Figures): Promise<SystemQueue> {
    const handle = this.handles.of(name);
    const [counts, [oldest], isPaused] = await Promise.all([
      handle.getJobCounts('waiting', 'active', 'delayed', 'failed'),
      handle.getJobs(['waiting'], 0, 0, true),
      handle.isPaused(),
    ]);
    const { waiting = 0, active = 0, delayed = 0, failed = 0 } = counts;
    const own = hours.filter(({ queue }) => queue === name);
    const total = (of: (hour: QueueHourRow) => number): number => own.reduce((sum, hour) => sum + of(hour), 0);
    const [done24h, failed24h] = [total(({ done }) => done), total((hour) => hour.failed)];
    return {
      ...{ name, waiting, active, delayed, failed, isPaused, done24h, failed24h },
      discarded: discarded.get(name) ?? 0,
      // a job is to run once its delay is over: it does not wait before
      oldestWaitingSeconds: oldest ? Math.max(0, Math.floor((now.getTime() - oldest.timestamp - (oldest.opts.delay ?? 0)) / 1_000)) : null,
      retried24h: total(({ retried }) => retried),
      perMinute: Math.round(((pace.get(name) ?? 0) / PACE_MINUTES) * 100) / 100,
      failureRate: done24h + failed24h === 0 ? null : failed24h / (done24h + failed24h),
      concurrency: CONCURRENCY[name],
      pause: isPaused ? pauseOf(pauses.get(name)) : null,
      hours: own.map(({ at, done, retried, failed: lost }) => ({ at: at.toISOString(), done, retried, failed: lost })),
    };
  }
}

const pauseOf = (row: PauseRow | undefined): SystemQueue['pause'] =>
  row ? { at: row.at.toISOString(), byName: row.byName, reason: row.reason } : null;
