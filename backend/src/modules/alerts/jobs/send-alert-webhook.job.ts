import { defineJob } from '../../../platform/queues/job.js';

export const WEBHOOK_TRIES = 8;

/** One message to the webhook; the queue tries again with growing pauses. */
export const sendAlertWebhook = defineJob<'send-alert-webhook', { readonly deliveryId: string }>({
  name: 'send-alert-webhook',
  queue: 'events',
  attempts: WEBHOOK_TRIES,
});
