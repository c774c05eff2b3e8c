import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { currentTraceId } from '../logging/trace-context.js';
import { QUEUE_NAMES, type JobDefinition, type JobPayload, type QueueName } from './job.js';
import { jobIdOf, type JobItem, JobQueue, type QueueCounts } from './job-queue.js';
import { type JobEnvelope, JobRunner } from './job-runner.js';

interface WaitingJob {
  readonly id: string;
  readonly name: string;
  readonly queue: QueueName;
  readonly envelope: JobEnvelope;
}

/** A job that a handler refused while draining. */
export interface FailedJob {
  readonly name: string;
  readonly id: string;
  readonly error: unknown;
}

/**
 * The queue of tests: jobs wait here until `drain()` runs them, one after the other, each once, delays ignored. Payloads go through JSON and
 * ids dedupe as in the real one, so what works here is not an accident of sharing memory.
 */
@Injectable()
export class SynchronousJobQueue extends JobQueue {
  private readonly waiting: WaitingJob[] = [];
  private readonly known = new Set<string>();
  private readonly failures: FailedJob[] = [];
  private sequence = 0;
  /** Handlers must not inherit the transaction of whoever called `drain`. */
  private readonly outside = AsyncLocalStorage.snapshot();

  constructor(private readonly runner: JobRunner) {
    super();
  }

  async enqueueMany<Name extends string, Payload extends JobPayload>(
    job: JobDefinition<Name, Payload>,
    items: readonly JobItem<Payload>[],
  ): Promise<void> {
    for (const { payload, jobId, traceId = currentTraceId() } of items) {
      const id = jobId === undefined ? `sync-${++this.sequence}` : jobIdOf(jobId);
      if (this.known.has(`${job.queue} ${id}`)) continue;
      this.known.add(`${job.queue} ${id}`);
      const envelope = JSON.parse(JSON.stringify({ payload, traceId })) as JobEnvelope;
      this.waiting.push({ id, name: job.name, queue: job.queue, envelope });
    }
  }

  async counts(): Promise<Readonly<Record<QueueName, QueueCounts>>> {
    const entries = QUEUE_NAMES.map((name) => [
      name,
      { waiting: this.waiting.filter(({ queue }) => queue === name).length, active: 0, delayed: 0, failed: this.failures.length },
    ]);
    return Object.fromEntries(entries) as Record<QueueName, QueueCounts>;
  }

  async check(): Promise<void> {
    return Promise.resolve();
  }

  /**
   * Runs what waits, and what that enqueues in turn.
   * @returns how many jobs ran
   * @throws AggregateError when any failed, after all have run
   */
  async drain(): Promise<number> {
    let ran = 0;
    const failures: FailedJob[] = [];
    for (let job = this.waiting.shift(); job; job = this.waiting.shift(), ran++) {
      const { name, id, envelope } = job;
      try {
        await this.outside(() => this.runner.run(name, envelope, { id, attempt: 1 }));
      } catch (error) {
        failures.push({ name, id, error });
      }
    }
    this.failures.push(...failures);
    if (failures.length > 0) {
      throw new AggregateError(
        failures.map(({ error }) => error),
        `jobs failed: ${failures.map(({ name, error }) => `${name} (${String(error)})`).join(', ')}`,
      );
    }
    return ran;
  }
}
