import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Config } from '../config/config.js';
import { currentTraceId } from '../logging/trace-context.js';
import { QUEUE_NAMES, type JobDefinition, type JobPayload, type QueueName } from './job.js';
import { jobIdOf, type JobItem, JobQueue, type QueueCounts } from './job-queue.js';
import { connectQueues, type QueueConnection, type QueueHandle } from './queue-connection.js';
import { jobOptions } from './queue-settings.js';

/** The real queue. */
@Injectable()
export class BullJobQueue extends JobQueue implements OnApplicationShutdown {
  private readonly connection: QueueConnection;
  private readonly queues: ReadonlyMap<QueueName, QueueHandle>;

  constructor(config: Config) {
    super();
    this.connection = connectQueues(config, 'producer');
    // each call makes its own fresh answer possible: a queue that was away at boot must not stay "not ready" for good
    this.queues = new Map(QUEUE_NAMES.map((name) => [name, this.connection.queue(name, { skipMetasUpdate: true })]));
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
    const [events, emails, stripe, maintenance] = await Promise.all([
      this.countsOf('events'),
      this.countsOf('emails'),
      this.countsOf('stripe'),
      this.countsOf('maintenance'),
    ]);
    return { events, emails, stripe, maintenance };
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

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
    await this.connection.close();
  }

  private async scheduleOne(job: JobDefinition): Promise<void> {
    const repeat = job.cron === undefined ? { every: job.every } : { pattern: job.cron, tz: 'UTC' };
    const template = { name: job.name, data: { payload: {}, traceId: null }, opts: jobOptions(job) };
    await this.queue(job.queue).upsertJobScheduler(job.name, repeat, template);
  }

  private queue(name: QueueName): QueueHandle {
    const queue = this.queues.get(name);
    if (!queue) throw new Error(`no queue ${name}`);
    return queue;
  }

  private async countsOf(name: QueueName): Promise<QueueCounts> {
    const counts = await this.queue(name).getJobCounts('waiting', 'active', 'delayed', 'failed');
    const { waiting = 0, active = 0, delayed = 0, failed = 0 } = counts;
    return { waiting, active, delayed, failed };
  }
}
