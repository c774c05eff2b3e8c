import { defineJob } from '../../../platform/queues/job.js';

/** Sends one mail. One try per job: the row knows when the next is due, and the sweeper makes a job of it. */
export const sendEmail = defineJob<'send-email', { readonly id: string; readonly tenantId: string }>({
  name: 'send-email',
  queue: 'emails',
  attempts: 1,
});
