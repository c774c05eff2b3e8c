import { type JobsOptions, type WorkerOptions } from 'bullmq';
import { backoffDelay } from './backoff.js';
import { type JobDefinition, type QueueName } from './job.js';

const DAY_SECONDS = 86_400;
const ATTEMPTS = 8;
/** 2 s, 4 s … 2 min: eight tries spread over about four minutes, capped for jobs that ask for more tries. */
const BACKOFF = { baseMs: 2_000, capMs: 15 * 60_000 } as const;

/** The longest wait between try `attempt` and the next, in milliseconds. */
export const longestBackoffMs = (attempt: number): number => backoffDelay(attempt, BACKOFF, 1);

/** How many jobs of a queue one worker process works on at once. */
export const CONCURRENCY: Readonly<Record<QueueName, number>> = {
  events: 10,
  emails: 5,
  stripe: 5,
  exports: 2,
  // they wait for others, up to 15 seconds each
  webhooks: 30,
  maintenance: 1,
};

/**
 * Retention by age only: by count, PostgreSQL pays for a scan at every completion (11 ms instead of 1). Failed jobs stay two weeks for a
 * person to look at and replay; finished ones a day, in which their ids still keep a repeated relay from adding them again.
 */
export const jobOptions = (job: Pick<JobDefinition, 'attempts'>): JobsOptions => ({
  attempts: job.attempts ?? ATTEMPTS,
  backoff: { type: 'spread' },
  removeOnComplete: { age: DAY_SECONDS },
  removeOnFail: { age: 14 * DAY_SECONDS },
});

/**
 * A worker that dies is found out after lock and check, 30 + 15 s. Five stalls, not one: a job must survive a few deployments in a row
 * before it counts as the cause. An idle worker looks once a minute; new jobs wake it by LISTEN/NOTIFY.
 */
export const workerSettings: Pick<WorkerOptions, 'lockDuration' | 'stalledInterval' | 'maxStalledCount' | 'drainDelay' | 'settings'> = {
  lockDuration: 30_000,
  stalledInterval: 15_000,
  maxStalledCount: 5,
  drainDelay: 60,
  settings: { backoffStrategy: (attemptsMade: number) => backoffDelay(attemptsMade, BACKOFF, Math.random()) },
};
