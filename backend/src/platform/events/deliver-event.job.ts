import { defineJob } from '../queues/job.js';

/** Hands one event to one handler. Carries ids only; the worker reads the outbox row again. */
export const deliverEvent = defineJob<'deliver-event', { readonly eventId: string; readonly handler: string }>({
  name: 'deliver-event',
  queue: 'events',
});
