import { Injectable } from '@nestjs/common';
import { currentTraceId } from '../logging/trace-context.js';
import { QUEUE_NAMES, type JobDefinition, type JobPayload, type QueueName } from './job.js';
import { jobIdOf, type JobItem, JobQueue, type QueueCounts } from './job-queue.js';
import { type QueueHandle } from './queue-connection.js';
import { type QueueHandles } from './queue-handles.js';
import { jobOptions } from './queue-settings.js';

/** The real queue. */
@Injectable()
export class BullJobQueue extends JobQueue {
  constructor(private readonly handles: QueueHandles) {
    super();
    // opened at boot, not at the first job: a producer that is offline then must know it at once
    for (const name of QUEUE_NAMES) handles.of(name);
  }

  async enqueueMany<Name extends string, Payload extends JobPayload>(
    job: JobDefinition<Name, Payload>,
    items: readonly JobItem<Payload>[],
  ): Promise<void> {
    if (items.length === 0) return;
    const callersTrace = currentTraceId();
    await this.queue(job.queue).addBulk(
      items.map(({ payload, jobId, delayMs, traceId = callersTrace }) => ({
        name: job.name,
        data: { payload, traceId },
        opts: {
          ...jobOptions(job),
          ...(jobId !== undefined && { jobId: jobIdOf(jobId) }),
          ...(delayMs !== undefined && { delay: delayMs }),
        },
      })),
    );
  }

  async counts(): Promise<Readonly<Record<QueueName, QueueCounts>>> {
    const [events, emails, stripe, exports, webhooks, maintenance] = await Promise.all([
      this.countsOf('events'),
      this.countsOf('emails'),
      this.countsOf('stripe'),
      this.countsOf('exports'),
      this.countsOf('webhooks'),
      this.countsOf('maintenance'),
    ]);
    return { events, emails, stripe, exports, webhooks, maintenance };
  }

  async check(): Promise<void> {
    await this.queue('events').getJobCounts('active');
  }

  /** Repeats what the code says, and stops what it no longer says. */
  async schedule(jobs: readonly JobDefinition[]): Promise<void> {
    for (const name of QUEUE_NAMES) {
      const repeating = jobs.filter((job) => job.queue === name && (job.every !== undefined || job.cron !== undefined));
      for (const job of repeating) await this.scheduleOne(job);
      const known = new Set<string>(repeating.map((job) => job.name));
      for (const { key } of await this.queue(name).getJobSchedulers()) {
        if (!known.has(key)) await this.queue(name).removeJobScheduler(key);
      }
    }
  }

  private async scheduleOne(job: JobDefinition): Promise<void> {
    const repeat = job.cron === undefined ? { every: job.every } : { pattern: job.cron, tz: 'UTC' };
    const template = { name: job.name, data: { payload: {}, traceId: null }, opts: jobOptions(job) };
    await this.queue(job.queue).upsertJobScheduler(job.name, repeat, template);
  }

  private queue(name: QueueName): QueueHandle {
    return this.handles.of(name);
  }

  private async countsOf(name: QueueName): Promise<QueueCounts> {
    const counts = await this.queue(name).getJobCounts('waiting', 'active', 'delayed', 'failed');
    const { waiting = 0, active = 0, delayed = 0, failed = 0 } = counts;
    return { waiting, active, delayed, failed };
  }
}
