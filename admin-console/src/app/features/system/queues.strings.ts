import type { BulkJobResult } from '@orbisvoice/shared-dto';
import type { JobState, QueueName, WaitingRoom } from '@orbisvoice/shared-dto/values';
import type { Tone } from '@orbisvoice/shared-ui/ui';
import { counted } from '../../core/counted';

export const QUEUE_TEXTS: Readonly<Record<QueueName, string>> = {
  events: 'News of what happened, to everybody who listens',
  emails: 'Mails, handed to the mail server or provider',
  stripe: 'Events of Stripe, worked one after the other',
  exports: 'Files that workspaces asked for, two at a time in a worker',
  webhooks: 'Webhooks out: tries to tell the systems of workspaces',
  maintenance: 'What repeats by the clock: clean-ups, checks, reports',
};

export const ROOM_NAMES: Readonly<Record<WaitingRoom, string>> = {
  outbox: 'Outbox of events',
  emails: 'Outbox of e-mails',
  stripe_events: 'Inbox of Stripe events',
  webhooks: 'Outbox of webhooks',
};
export const ROOM_TEXTS: Readonly<Record<WaitingRoom, string>> = {
  outbox: 'Committed, and not yet handed to the events queue. Undelivered ones are dead letters of that queue.',
  emails: 'Due, and not yet taken by a mail server. Given up: failed for good in 14 days.',
  stripe_events: 'Received, and not yet worked. Given up: dead, to be replayed by a person.',
  webhooks:
    'Due, and not yet sent to the systems of workspaces. Given up: failed for good in 14 days, listed among the webhooks of each tenant.',
};

export const STATE_NAMES: Readonly<Record<JobState | 'discarded', string>> = {
  failed: 'Dead letters',
  waiting: 'Waiting',
  active: 'Running',
  delayed: 'Delayed',
  completed: 'Done',
  discarded: 'Discarded',
};
export const STATE_TONES: Readonly<Record<JobState, Tone>> = {
  failed: 'danger',
  waiting: 'info',
  active: 'info',
  delayed: 'neutral',
  completed: 'success',
};

/** Words of the queues page. */
export const QUEUES = {
  title: 'Queues',
  heading: 'Queues',
  intro: 'Everything that waits, runs or was given up.',
  caption: 'Queues, now and over the last 24 hours',
  backend: (isRedis: boolean) => (isRedis ? 'on Redis' : 'on PostgreSQL'),
  columns: {
    name: 'Queue',
    waiting: 'Waiting',
    active: 'Running',
    delayed: 'Delayed',
    failed: 'Dead letters',
    done: 'Done in 24 h',
    rate: 'Failed for good',
    hours: 'Hour by hour',
    actions: 'Actions',
  },
  oldest: (age: string) => `oldest ${age}`,
  pace: (perMinute: string) => `${perMinute} a minute`,
  retried: (count: number) => `${counted(count, 'retry', 'retries')}`,
  discarded: (count: number) => `${count} discarded`,
  slots: (count: number) => `${count} per worker`,
  paused: 'Paused',
  pausedBy: (name: string, reason: string) => `by ${name}: ${reason}`,
  somebody: 'somebody who is gone',
  hoursOf: (queue: string, done: string, failed: string) => `${queue}: ${done} jobs done and ${failed} failed for good, hour by hour`,
  pause: 'Pause…',
  pauseOf: (queue: string) => `Pause ${queue}`,
  resume: 'Resume…',
  resumeOf: (queue: string) => `Resume ${queue}`,
  wasPaused: (queue: string) => `${queue} is paused.`,
  wasResumed: (queue: string) => `${queue} runs again.`,
  rooms: 'Also waiting',
  roomCaption: 'What waits outside the queues',
  roomColumns: { name: 'Where', waiting: 'Waiting', oldest: 'Oldest', dead: 'Given up' },
  open: 'Open',
  none: 'none',
  workers: 'Workers',
  workerCaption: 'Worker processes, heard of in the last minute',
  workerColumns: { host: 'Process', since: 'Running since', seen: 'Last heartbeat' },
  workerHost: (host: string, pid: number) => `${host}, pid ${pid}`,
  noWorker: 'No worker is alive',
  noWorkerText: 'Jobs wait until one starts. Nothing is lost.',
} as const;

export const PAUSE_QUESTION = {
  text: 'Jobs that run come to their end; the others wait until somebody resumes the queue.',
  reason: 'Why',
  hint: 'Stands beside the queue and in the audit log.',
  minLength: 3,
  confirm: 'Pause',
} as const;
export const RESUME_QUESTION = {
  text: 'What waits runs again, as fast as the workers can.',
  reason: 'Why',
  hint: 'Stands in the audit log.',
  minLength: 3,
  confirm: 'Resume',
} as const;

/** Words of the page of a queue's jobs. */
export const JOBS = {
  heading: (queue: string) => `Queue ${queue}`,
  states: 'Jobs by state',
  back: 'Queues',
  caption: 'Jobs',
  discardedCaption: 'Discarded jobs',
  name: 'Job',
  anyName: 'Any',
  error: 'Error contains',
  columns: { select: 'Select', job: 'Job', attempts: 'Tries', error: 'Error', when: 'When', actions: 'Actions', reason: 'Reason' },
  selectOf: (id: string) => `Select ${id}`,
  selectAll: 'All shown',
  selectHint: 'Tick jobs to retry or discard them together.',
  selected: (count: number) => counted(count, 'job selected', 'jobs selected'),
  retrySelected: 'Retry selected…',
  discardSelected: 'Discard selected…',
  retryMatching: 'Retry all that match…',
  discardMatching: 'Discard all that match…',
  retry: 'Retry',
  retryOf: (id: string) => `Retry ${id}`,
  discard: 'Discard…',
  discardOf: (id: string) => `Discard ${id}`,
  restore: 'Put back',
  restoreOf: (id: string) => `Put back ${id}`,
  retried: 'The job runs once more.',
  discarded: 'The job was discarded.',
  restored: 'The job is a dead letter again.',
  // a job that staff retried was tried more often than it would have been by itself
  attempts: (made: number, most: number) => (made > most ? `${made}` : `${made} of ${most}`),
  by: (name: string) => `by ${name}`,
  tenant: (name: string) => `of ${name}`,
  runsAt: 'runs',
  partial: 'There are more dead letters than a filter looks at. It looked at the 5,000 newest.',
  empty: 'Nothing here',
  emptyFailed: 'No dead letters',
  emptyFailedText: 'Every job of this queue ended well, or is still to be tried again.',
  emptyText: 'No job of this queue is in this state.',
  emptyFiltered: 'No dead letter matches these filters',
  emptyFilteredText: 'Try fewer filters.',
  beyond: 'There is no such page',
  beyondText: 'There are fewer jobs than that by now.',
  firstPage: 'Go to the first page',
  unknown: 'There is no such queue',
  unknownText: 'It may have had another name once.',
  all: 'All queues',
} as const;

export const DISCARD_QUESTION = {
  heading: 'Discard this job?',
  text: 'It leaves the queue without being done. For 14 days it can be put back among the dead letters.',
  reason: 'Why',
  hint: 'Stands beside the job and in the audit log.',
  minLength: 3,
  confirm: 'Discard',
  isDangerous: true,
} as const;

export const BULK = {
  heading: { retry: 'Retry dead letters', discard: 'Discard dead letters' },
  checking: 'Looking at what matches…',
  applying: 'At work…',
  dryRun: 'This is a dry run: nothing has been changed.',
  would: {
    retry: (count: number) => `${counted(count, 'job', 'jobs')} would run once more.`,
    discard: (count: number) => `${counted(count, 'job', 'jobs')} would be discarded.`,
  },
  nothing: 'Nothing is left to do: these jobs are no dead letters any more.',
  skipped: (count: number) => `${counted(count, 'job is', 'jobs are')} no dead letter any more.`,
  remaining: (count: number) => `${counted(count, 'more job matches', 'more jobs match')}; do this again for them.`,
  done: {
    retry: (count: number) => `${counted(count, 'job runs', 'jobs run')} once more.`,
    discard: (count: number) => `${counted(count, 'job was', 'jobs were')} discarded.`,
  },
  reason: 'Why',
  hint: 'Stands in the audit log, for each job.',
  confirm: { retry: 'Retry them', discard: 'Discard them' },
  cancel: 'Cancel',
  close: 'Close',
  again: 'Try again',
  list: 'Jobs',
  restored: (count: number) => `${counted(count, 'job is a dead letter', 'jobs are dead letters')} again.`,
} as const;

export const OUTCOME_NAMES: Readonly<Record<BulkJobResult['outcome'], string>> = {
  would_retry: 'would run',
  would_discard: 'would go',
  retried: 'runs',
  discarded: 'discarded',
  not_failed: 'no dead letter any more',
  not_found: 'gone',
};

/** Words of the page of one job. */
export const JOB = {
  back: 'Queue',
  all: 'All queues',
  notFound: 'No such job',
  notFoundText: 'It was done, discarded, or is past its retention.',
  loading: 'Job',
  dead: 'Dead letter',
  failedWith: 'It failed with:',
  facts: 'Facts',
  attempts: 'Tries',
  enqueued: 'Enqueued',
  started: 'Last started',
  finished: 'Ended',
  runsAt: 'Runs',
  trace: 'Trace',
  event: 'Event',
  handler: 'Handler',
  tenant: 'Tenant',
  gone: 'past its retention',
  never: 'not yet',
  payload: 'What it carries',
  payloadLabel: 'Payload of the job',
  eventPayload: 'What the event says',
  eventPayloadLabel: 'Payload of the event',
  masked: 'secrets and addresses are masked',
  stacks: 'Latest errors',
  stackOf: (at: number) => `Error ${at}`,
  retry: 'Retry',
  discard: 'Discard…',
} as const;
