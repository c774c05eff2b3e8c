import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { defineJob, HandlesJob } from '../../../platform/queues/job.js';
import { JobQueue } from '../../../platform/queues/job-queue.js';
import { AllTenantsDueEmailsRepository } from '../persistence/all-tenants-due-emails.repository.js';
import { sendEmail } from './send-email.job.js';

const EVERY = 15_000;
const BATCH = 500;

/** Finds mails that are due again, and those whose job was lost. */
export const sweepEmails = defineJob<'sweep-emails'>({ name: 'sweep-emails', queue: 'emails', every: EVERY, attempts: 1 });

/** Makes jobs of due rows. A job too many does no harm: the row is leased to one worker. */
@Injectable()
export class SweepEmails {
  constructor(
    private readonly messages: AllTenantsDueEmailsRepository,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  @HandlesJob(sweepEmails)
  async run(): Promise<void> {
    const now = this.clock.now();
    // the round is part of the id: a finished or failed job of that id would otherwise keep the row waiting for ever
    const round = Math.floor(now.getTime() / EVERY);
    const due = await this.messages.due(now, BATCH);
    await this.queue.enqueueMany(
      sendEmail,
      due.map(({ id, tenantId, attempts }) => ({ payload: { id, tenantId }, jobId: `${id}-${attempts}-${round}` })),
    );
  }
}
