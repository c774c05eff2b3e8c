/** The queues of the platform. */
export const QUEUE_NAMES = ['events', 'emails', 'stripe', 'exports', 'webhooks', 'maintenance'] as const;
export type QueueName = (typeof QUEUE_NAMES)[number];

/** Where a job of a queue stands. */
export const JOB_STATES = ['failed', 'waiting', 'active', 'delayed', 'completed'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** What waits outside the queues: committed events, mails, events of Stripe, webhooks to workspaces' systems. */
export const WAITING_ROOMS = ['outbox', 'emails', 'stripe_events', 'webhooks'] as const;
export type WaitingRoom = (typeof WAITING_ROOMS)[number];

/** What became of one job of a bulk. */
export const JOB_OUTCOMES = ['would_retry', 'would_discard', 'retried', 'discarded', 'not_failed', 'not_found'] as const;
export type JobOutcome = (typeof JOB_OUTCOMES)[number];

/** Before a provider that keeps failing: open lets nothing through, half open one try. */
export const CIRCUIT_STATES = ['closed', 'open', 'half_open'] as const;
export type CircuitState = (typeof CIRCUIT_STATES)[number];
