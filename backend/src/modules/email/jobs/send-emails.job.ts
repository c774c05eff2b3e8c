import { defineJob } from '../../../platform/queues/job.js';

/** "There is mail": whoever hears it sends everything that is due. One try per job, since the rows know what is left. */
export const sendEmails = defineJob({ name: 'send-emails', queue: 'emails', attempts: 1 });
