import { SetMetadata } from '@nestjs/common';
import { QUEUE_NAMES, type QueueName } from '@orbisvoice/shared-dto/values';

/** Concurrency and retention of each queue stand in `queue-settings.ts`. */
export { QUEUE_NAMES, type QueueName };

/** What a job may carry: ids and small facts that survive JSON. Never a secret, never an entity. */
export type JobPayload = Readonly<Record<string, string | number | boolean | null>>;

/** A kind of background work: its name, its queue, and when it repeats by itself. */
export interface JobDefinition<Name extends string = string, Payload extends JobPayload = JobPayload> {
  readonly name: Name;
  readonly queue: QueueName;
  /** Repeats every so many milliseconds, once on the whole platform however many workers run. */
  readonly every?: number;
  /** Repeats by a cron pattern, UTC. */
  readonly cron?: string;
  /** Tries before the job is kept as failed; 8 unless told. */
  readonly attempts?: number;
  /** Carries the payload's type; never set. */
  readonly payload?: Payload;
}

/** What a handler may know about its run. */
export interface JobRun {
  readonly id: string;
  /** 1 at the first try. */
  readonly attempt: number;
}

/** A failure that another try cannot cure: the queue keeps the job as failed at once. BullMQ knows it by its name. */
export class HopelessJobError extends Error {
  override readonly name = 'UnrecoverableError';
}

/**
 * A dead letter that staff took out and put back: the worker lays it among the failed ones again without running it, for a queue takes new
 * jobs as waiting only.
 */
export class ParkedJobError extends HopelessJobError {}

const defined = new Map<string, JobDefinition>();

/**
 * Declares a kind of job. A repeating job takes no payload.
 * @throws Error when the name is taken, or when both `every` and `cron` are given
 */
export function defineJob<Name extends string, Payload extends JobPayload = Record<string, never>>(
  definition: Omit<JobDefinition<Name, Payload>, 'payload'>,
): JobDefinition<Name, Payload> {
  if (defined.has(definition.name)) throw new Error(`job ${definition.name} is defined twice`);
  if (definition.every !== undefined && definition.cron !== undefined) throw new Error(`job ${definition.name}: either every or cron`);
  defined.set(definition.name, definition);
  return definition;
}

/** Every job that the loaded code defines. The boot check holds each of them against the handlers. */
export const definedJobs = (): readonly JobDefinition[] => [...defined.values()];

/** Metadata key under which a method says which job it handles. */
export const HANDLES_JOB = Symbol('handles-job');

type Handler<Payload> = (payload: Payload, run: JobRun) => Promise<unknown>;

/** Marks the method that does a job. Exactly one method of the application per job, or it does not start. */
export const HandlesJob =
  <Name extends string, Payload extends JobPayload>(job: JobDefinition<Name, Payload>) =>
  <M extends Handler<Payload>>(target: object, key: string | symbol, descriptor: TypedPropertyDescriptor<M>): void => {
    SetMetadata(HANDLES_JOB, job.name)(target, key, descriptor);
  };
