import { Injectable } from '@nestjs/common';
import { defineJob, HandlesJob } from '../../../platform/queues/job.js';
import { EmailSender } from '../services/email-sender.js';

const EVERY = 15_000;

/** Looks for mails that are due again, and for those nobody was told of. */
export const sweepEmails = defineJob({ name: 'sweep-emails', queue: 'emails', every: EVERY, attempts: 1 });

/** Sends what no wake-up told of: mails whose next try has come, and those of a worker or a queue that died. */
@Injectable()
export class SweepEmails {
  constructor(private readonly sender: EmailSender) {}

  @HandlesJob(sweepEmails)
  async run(): Promise<void> {
    await this.sender.send();
  }
}
