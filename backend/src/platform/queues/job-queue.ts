import { type JobDefinition, type JobPayload, type QueueName } from './job.js';

export interface EnqueueOptions {
  /** A job of this id that is waiting, running or still kept is not added again. Colons are replaced: BullMQ reserves them. */
  readonly jobId?: string;
  readonly delayMs?: number;
  /** The trace the job continues; that of the caller unless told. */
  readonly traceId?: string | null;
}

/** One job of a bulk. */
export interface JobItem<Payload> extends EnqueueOptions {
  readonly payload: Payload;
}

/** Jobs of one queue by state. */
export interface QueueCounts {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
}

/**
 * Where work is handed over. The driver is BullMQ (PostgreSQL, or Redis with REDIS_URL), in tests a synchronous one.
 * A side effect of a state change goes through an event and the outbox, never through here: this call is not part of a transaction.
 */
export abstract class JobQueue {
  abstract enqueueMany<Name extends string, Payload extends JobPayload>(
    job: JobDefinition<Name, Payload>,
    items: readonly JobItem<Payload>[],
  ): Promise<void>;

  abstract counts(): Promise<Readonly<Record<QueueName, QueueCounts>>>;

  /** Whether the queue can take jobs; rejects when it cannot. */
  abstract check(): Promise<void>;

  enqueue<Name extends string, Payload extends JobPayload>(
    job: JobDefinition<Name, Payload>,
    payload: Payload,
    options: EnqueueOptions = {},
  ): Promise<void> {
    return this.enqueueMany(job, [{ ...options, payload }]);
  }
}

/** A job id BullMQ takes: no colon, and no bare integer, which it keeps for its own counter. */
export function jobIdOf(id: string): string {
  const safe = id.replaceAll(':', '_');
  return /^\d+$/.test(safe) ? `id-${safe}` : safe;
}
