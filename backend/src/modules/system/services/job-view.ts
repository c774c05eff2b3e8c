import type { JobEvent, SystemJob } from '@orbisvoice/shared-dto';
import type { JobState } from '@orbisvoice/shared-dto/values';
import { maskFields } from '../../../platform/logging/mask-fields.js';
import { maskText } from '../../../platform/logging/mask-text.js';
import type { QueuedJob } from '../../../platform/queues/queue-connection.js';
import type { JobEventRow } from '../persistence/all-tenants-job-event.repository.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Payload = SystemJob['payload'];

/** What tells one job from another, wherever it lies. */
export type JobCore = Pick<QueuedJob, 'id' | 'name' | 'data'>;

/** Which event a delivery carries; null for every other job. */
export function deliveredBy(job: JobCore): { readonly eventId: string; readonly handler: string } | null {
  const { eventId, handler } = payloadOf(job);
  if (job.name !== 'deliver-event' || typeof eventId !== 'string' || typeof handler !== 'string') return null;
  return UUID.test(eventId) ? { eventId, handler } : null;
}

/** A job as staff sees it: nothing in it is a secret or writes to anybody. */
export function jobView(job: QueuedJob, state: JobState, events: ReadonlyMap<string, JobEventRow>): SystemJob {
  const delivery = deliveredBy(job);
  return {
    id: job.id ?? '',
    name: job.name,
    state,
    attempts: attemptsOf(job),
    maxAttempts: job.opts.attempts ?? 1,
    error: errorOf(job),
    payload: maskedPayload(payloadOf(job)),
    event: delivery && eventView(delivery, events.get(delivery.eventId)),
    enqueuedAt: new Date(job.timestamp).toISOString(),
    startedAt: instantOf(job.processedOn),
    finishedAt: instantOf(job.finishedOn),
    runsAt: state === 'delayed' ? new Date((job.processedOn ?? job.timestamp) + job.delay).toISOString() : null,
  };
}

/** One that was put back never ran again: what it had come to before counts. */
export const attemptsOf = (job: QueuedJob): number => job.data.parked?.attempts ?? job.attemptsMade;

/** Masked; null for a job that did not fail. */
export function errorOf(job: QueuedJob): string | null {
  const error = job.data.parked?.error ?? job.failedReason;
  return error ? maskText(error) : null;
}

/** The latest tries first, masked. */
export const stacksOf = (job: QueuedJob): string[] =>
  [...(job.stacktrace ?? [])]
    .reverse()
    .slice(0, 3)
    .map((stack) => maskText(stack));

/** Secrets by their keys, addresses and tokens by their looks. */
export function masked(value: object): Record<string, unknown> {
  return maskedValues(maskFields(value)) as Record<string, unknown>;
}

function maskedValues(value: unknown): unknown {
  if (typeof value === 'string') return maskText(value);
  if (Array.isArray(value)) return value.map(maskedValues);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, maskedValues(child)]));
}

/** An older version of the code may have left anything there. */
const payloadOf = (job: JobCore): Readonly<Record<string, unknown>> => ({ ...(job.data.payload as object | undefined) });

const maskedPayload = (payload: object): Payload =>
  Object.fromEntries(Object.entries(masked(payload)).map(([key, value]) => [key, plain(value)]));

function plain(value: unknown): Payload[string] {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return JSON.stringify(value);
}

const eventView = ({ eventId, handler }: { eventId: string; handler: string }, row: JobEventRow | undefined): JobEvent => ({
  id: eventId,
  name: row?.name ?? null,
  handler,
  tenantId: row?.tenantId ?? null,
  tenantName: row?.tenantName ?? null,
});

const instantOf = (at: number | undefined): string | null => (at === undefined ? null : new Date(at).toISOString());
