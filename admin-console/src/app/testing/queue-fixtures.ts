import type { DiscardedJob, SystemIntegration, SystemJob, SystemJobPage, SystemQueue, SystemQueues } from '@orbisvoice/shared-dto';

const AT = '2026-03-04T10:00:00.000Z';

export const aQueue = (over: Partial<SystemQueue> = {}): SystemQueue => ({
  ...{ name: 'events', waiting: 3, active: 1, delayed: 2, failed: 4, discarded: 0, oldestWaitingSeconds: 90, concurrency: 10 },
  ...{ done24h: 120, retried24h: 5, failed24h: 30, perMinute: 1.5, failureRate: 0.2, isPaused: false, pause: null },
  hours: Array.from({ length: 24 }, () => ({ at: AT, done: 5, retried: 0, failed: 1 })),
  ...over,
});

export const aBoard = (over: Partial<SystemQueues> = {}): SystemQueues => ({
  asOf: AT,
  backend: 'postgres',
  queues: [aQueue(), aQueue({ name: 'maintenance', failed: 0, oldestWaitingSeconds: null, failureRate: null })],
  rooms: [
    { name: 'outbox', waiting: 0, oldestSeconds: null, dead: 0 },
    { name: 'stripe_events', waiting: 2, oldestSeconds: 61, dead: 7 },
    { name: 'webhooks', waiting: 5, oldestSeconds: 12, dead: 3 },
  ],
  workers: [{ id: '0195f3c0-0000-7000-8000-000000000901', host: 'w1', pid: 42, startedAt: AT, seenAt: AT }],
  ...over,
});

export const aJob = (over: Partial<SystemJob> = {}): SystemJob => ({
  ...{ id: 'job-1', name: 'deliver-event', state: 'failed', attempts: 8, maxAttempts: 8, error: 'no handler', payload: {} },
  ...{ event: null, enqueuedAt: AT, startedAt: AT, finishedAt: AT, runsAt: null },
  ...over,
});

export const aJobPage = (items: SystemJob[] = [aJob()], over: Partial<SystemJobPage> = {}): SystemJobPage => ({
  ...{ items, total: items.length, page: 1, pageSize: 50, names: ['deliver-event'], isPartial: false },
  ...over,
});

export const aDiscardedJob = (over: Partial<DiscardedJob> = {}): DiscardedJob => ({
  ...{ id: '0195f3c0-0000-7000-8000-000000000902', jobId: 'job-1', name: 'deliver-event', attempts: 8, error: 'no handler' },
  ...{ failedAt: AT, discardedAt: AT, discardedByName: 'Sol Winter', reason: 'twice the same' },
  ...over,
});

export const anIntegration = (over: Partial<SystemIntegration> = {}): SystemIntegration => ({
  ...{ name: 'smtp', kind: 'email', lastSuccessAt: AT, lastErrorAt: null, lastError: null, latencyMs: 12 },
  ...{ successes24h: 3, failures24h: 0, circuits: [], canProbe: true, probe: null },
  ...over,
});
