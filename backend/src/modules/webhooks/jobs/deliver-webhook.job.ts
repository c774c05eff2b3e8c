import { defineJob } from '../../../platform/queues/job.js';

/** One try of one message. It fails only for reasons of ours, and then the line gives its turn to another: the queue need not repeat it. */
export const deliverWebhook = defineJob<
  'deliver-webhook',
  { readonly tenantId: string; readonly deliveryId: string; readonly leaseId: string }
>({ name: 'deliver-webhook', queue: 'webhooks', attempts: 1 });
