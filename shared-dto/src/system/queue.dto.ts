import * as z from 'zod';
import { Instant, pageOf, PageQuery } from '../platform/page.dto.js';
import { JOB_OUTCOMES, JOB_STATES, QUEUE_NAMES, WAITING_ROOMS } from '../values/queues.js';

const Count = z.int().nonnegative();
const Seconds = z.int().nonnegative();

/** An hour of a queue. */
export const QueueHour = z.object({ at: Instant, done: Count, retried: Count, failed: Count }).meta({ id: 'QueueHour' });
export type QueueHour = z.infer<typeof QueueHour>;

export const QueuePause = z
  .object({ at: Instant, byName: z.string().nullable().describe('Null when they are gone'), reason: z.string() })
  .meta({ id: 'QueuePause' });
export type QueuePause = z.infer<typeof QueuePause>;

/** One queue: now, and over the last 24 hours of the clock, the running one included. */
export const SystemQueue = z
  .object({
    name: z.enum(QUEUE_NAMES),
    waiting: Count.describe('Ready to run; while the queue is paused, those that would be'),
    active: Count,
    delayed: Count.describe('To run later: retries after a failure, and repeating jobs'),
    failed: Count.describe('Dead letters: every try is used up. Kept for 14 days'),
    discarded: Count.describe('Dead letters that staff took out, kept for 14 days'),
    oldestWaitingSeconds: Seconds.nullable().describe('Null when none waits'),
    done24h: Count,
    retried24h: Count.describe('Runs that failed and were to be tried again'),
    failed24h: Count.describe('Runs that failed for good'),
    perMinute: z.number().nonnegative().describe('Runs done per minute, over the last 15 whole minutes'),
    failureRate: z.number().min(0).max(1).nullable().describe('Share of jobs that failed for good in 24 hours; null when none ended'),
    concurrency: Count.describe('Jobs that one worker process works on at once'),
    isPaused: z.boolean(),
    pause: QueuePause.nullable().describe('Null when it runs, or when it was not paused from here'),
    hours: z.array(QueueHour).describe('The last 24 hours, oldest first, in UTC'),
  })
  .meta({ id: 'SystemQueue' });
export type SystemQueue = z.infer<typeof SystemQueue>;

/** What waits outside the queues. */
export const WaitingRoomState = z
  .object({
    name: z.enum(WAITING_ROOMS),
    waiting: Count,
    oldestSeconds: Seconds.nullable(),
    dead: Count.describe('Given up: waits for a person'),
  })
  .meta({ id: 'WaitingRoomState' });
export type WaitingRoomState = z.infer<typeof WaitingRoomState>;

export const SystemWorker = z
  .object({ id: z.uuid(), host: z.string(), pid: z.int(), startedAt: Instant, seenAt: Instant })
  .meta({ id: 'SystemWorker' });
export type SystemWorker = z.infer<typeof SystemWorker>;

export const SystemQueues = z
  .object({
    asOf: Instant,
    backend: z.enum(['postgres', 'redis']),
    queues: z.array(SystemQueue),
    rooms: z.array(WaitingRoomState),
    workers: z.array(SystemWorker).describe('Worker processes heard of in the last minute; each works on every queue'),
  })
  .meta({ id: 'SystemQueues' });
export type SystemQueues = z.infer<typeof SystemQueues>;

export const QueueParam = z.strictObject({ queue: z.enum(QUEUE_NAMES) });
export type QueueParam = z.infer<typeof QueueParam>;

const JobId = z.string().regex(/^[\w.:-]{1,300}$/);
export const JobParam = z.strictObject({ queue: z.enum(QUEUE_NAMES), id: JobId });
export type JobParam = z.infer<typeof JobParam>;
export const DiscardedParam = z.strictObject({ queue: z.enum(QUEUE_NAMES), id: z.uuid() });
export type DiscardedParam = z.infer<typeof DiscardedParam>;

/** The event that a `deliver-event` job carries. */
export const JobEvent = z
  .object({
    id: z.uuid(),
    name: z.string().nullable().describe('Null when the event is past its retention'),
    handler: z.string(),
    tenantId: z.uuid().nullable(),
    tenantName: z.string().nullable(),
  })
  .meta({ id: 'JobEvent' });
export type JobEvent = z.infer<typeof JobEvent>;

export const SystemJob = z
  .object({
    id: z.string(),
    name: z.string(),
    state: z.enum(JOB_STATES),
    attempts: Count,
    maxAttempts: Count,
    error: z.string().nullable().describe('Masked'),
    payload: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).describe('Masked'),
    event: JobEvent.nullable(),
    enqueuedAt: Instant,
    startedAt: Instant.nullable(),
    finishedAt: Instant.nullable(),
    runsAt: Instant.nullable().describe('When a delayed job is to run'),
  })
  .meta({ id: 'SystemJob' });
export type SystemJob = z.infer<typeof SystemJob>;

export const SystemJobPage = z
  .object({
    ...pageOf(SystemJob, 'SystemJobs').shape,
    names: z.array(z.string()).describe('Names of all jobs of this queue, to filter by'),
    isPartial: z.boolean().describe('There are more failed jobs than a filter looks at: the newest were'),
  })
  .meta({ id: 'SystemJobPage' });
export type SystemJobPage = z.infer<typeof SystemJobPage>;

/** Filters beside the state need `failed`. */
export const SystemJobQuery = PageQuery.extend({
  state: z.enum(JOB_STATES).default('failed'),
  name: z.string().trim().min(1).max(100).optional().describe('Failed jobs of this name'),
  error: z.string().trim().min(1).max(200).optional().describe('Failed jobs whose error contains this'),
});
export type SystemJobQuery = z.infer<typeof SystemJobQuery>;

export const SystemJobDetail = SystemJob.extend({
  queue: z.enum(QUEUE_NAMES),
  traceId: z.string().nullable(),
  stacks: z.array(z.string()).describe('Of the latest tries, newest first; masked'),
  eventPayload: z.record(z.string(), z.unknown()).nullable().describe('What the event says; masked'),
}).meta({ id: 'SystemJobDetail' });
export type SystemJobDetail = z.infer<typeof SystemJobDetail>;

const Reason = z.string().trim().min(3).max(300);
export const BULK_JOBS_MAX = 500;

export const RetryJob = z.strictObject({ reason: Reason.optional() }).meta({ id: 'RetryJob' });
export type RetryJob = z.infer<typeof RetryJob>;
export const DiscardJob = z.strictObject({ reason: Reason }).meta({ id: 'DiscardJob' });
export type DiscardJob = z.infer<typeof DiscardJob>;
export const ChangeQueue = z.strictObject({ reason: Reason }).meta({ id: 'ChangeQueue' });
export type ChangeQueue = z.infer<typeof ChangeQueue>;

/** Named jobs, or all failed ones that match: of those at most 500 a call, and the answer says how many are left. */
export const BulkJobs = z
  .strictObject({
    action: z.enum(['retry', 'discard']),
    ids: z.array(JobId).min(1).max(BULK_JOBS_MAX).optional(),
    name: z.string().trim().min(1).max(100).optional(),
    error: z.string().trim().min(1).max(200).optional(),
    reason: Reason.optional().describe('Needed unless it is a dry run'),
    isDryRun: z.boolean(),
  })
  .meta({ id: 'BulkJobs' });
export type BulkJobs = z.infer<typeof BulkJobs>;

export const BulkJobResult = z
  .object({
    id: z.string(),
    name: z.string().nullable(),
    outcome: z.enum(JOB_OUTCOMES),
    keptAs: z.uuid().nullable().describe('Under which id a discarded one can be put back'),
  })
  .meta({ id: 'BulkJobResult' });
export type BulkJobResult = z.infer<typeof BulkJobResult>;

export const BulkJobResults = z
  .object({
    isDryRun: z.boolean(),
    matched: Count.describe('Jobs that were named, or that match'),
    remaining: Count.describe('Matching jobs that this call did not look at'),
    items: z.array(BulkJobResult),
  })
  .meta({ id: 'BulkJobResults' });
export type BulkJobResults = z.infer<typeof BulkJobResults>;

/** A dead letter that was taken out. */
export const DiscardedJob = z
  .object({
    id: z.uuid(),
    jobId: z.string(),
    name: z.string(),
    attempts: Count,
    error: z.string().nullable(),
    failedAt: Instant.nullable(),
    discardedAt: Instant,
    discardedByName: z.string().nullable(),
    reason: z.string(),
  })
  .meta({ id: 'DiscardedJob' });
export type DiscardedJob = z.infer<typeof DiscardedJob>;
export const DiscardedJobPage = pageOf(DiscardedJob, 'DiscardedJobPage');
export type DiscardedJobPage = z.infer<typeof DiscardedJobPage>;

/** Under which id a discarded job can be put back. */
export const JobKept = z.object({ id: z.uuid() }).meta({ id: 'JobKept' });
export type JobKept = z.infer<typeof JobKept>;
