import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../config/config.js';
import { ErrorReports } from '../errors/error-reports.js';
import { Metrics } from '../metrics/metrics.js';
import { RunCounts } from '../reports/run-counts.js';
import { BullJobQueue } from './bull-job-queue.js';
import { definedJobs, HopelessJobError, ParkedJobError, QUEUE_NAMES, type QueueName } from './job.js';
import { JobQueue } from './job-queue.js';
import { JobRunner } from './job-runner.js';
import { connectQueues, type JobProcessor, type QueueConnection, type WorkerHandle } from './queue-connection.js';
import { CONCURRENCY, workerSettings } from './queue-settings.js';

/** Works on the queues, one BullMQ worker each; in the worker process only. */
@Injectable()
export class QueueWorkers implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(QueueWorkers.name);
  private readonly finished;
  private connection: QueueConnection | null = null;
  private workers: WorkerHandle[] = [];

  constructor(
    private readonly config: Config,
    private readonly queue: JobQueue,
    private readonly runner: JobRunner,
    private readonly reports: ErrorReports,
    private readonly counts: RunCounts,
    metrics: Metrics,
  ) {
    this.finished = metrics.counter('orbis_jobs_finished_total', 'Runs of jobs by outcome', ['job', 'outcome']);
  }

  async onApplicationBootstrap(): Promise<void> {
    if (!(this.queue instanceof BullJobQueue)) return;
    // Fails the start when the queue's tables are missing: workers would otherwise retry in a tight loop.
    await this.queue.check();
    await this.queue.schedule(definedJobs());
    const connection = connectQueues(this.config, 'worker');
    this.connection = connection;
    this.workers = QUEUE_NAMES.map((name) =>
      connection.worker(name, this.processorOf(name), { ...workerSettings, concurrency: CONCURRENCY[name] }),
    );
    await Promise.all(this.workers.map((worker) => worker.waitUntilReady()));
    this.logger.log(`working on ${QUEUE_NAMES.join(', ')}`);
  }

  /** Waits for the jobs that run; those that wait stay in the queue. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.close()));
    this.workers = [];
    // what the last jobs came to is counted too
    await this.counts.flush();
    await this.connection?.close();
    this.connection = null;
  }

  private processorOf(queue: QueueName): JobProcessor {
    return async (job) => {
      const run = { id: job.id ?? '', attempt: job.attemptsMade + 1 };
      try {
        await this.runner.run(job.name, job.data, run);
        this.finished.inc({ job: job.name, outcome: 'done' });
        this.counts.count(queue, 'done');
      } catch (error) {
        // it failed when it ran, and was counted then
        if (error instanceof ParkedJobError) throw error;
        const isLast = error instanceof HopelessJobError || run.attempt >= (job.opts.attempts ?? 1);
        const outcome = isLast ? 'failed' : 'retried';
        this.finished.inc({ job: job.name, outcome });
        this.reports.report({ error, code: `job_${outcome}`, origin: 'job', place: job.name, traceId: job.data.traceId });
        this.counts.count(queue, outcome);
        this.logger.error(`job ${queue}/${job.name} ${run.id} failed, try ${run.attempt}${isLast ? ' (last)' : ''}`, error);
        throw error;
      }
    };
  }
}
