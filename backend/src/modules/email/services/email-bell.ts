import { Injectable } from '@nestjs/common';
import { Bell } from '../../../platform/events/bell.js';
import { JobQueue } from '../../../platform/queues/job-queue.js';
import { sendEmails } from '../jobs/send-emails.job.js';

/** Wakes a worker up when there is mail: one that is awake takes everything that is due. A ring that is lost costs the sweeper's interval. */
@Injectable()
export class EmailBell extends Bell {
  constructor(private readonly queue: JobQueue) {
    super();
  }

  protected override send(): Promise<void> {
    return this.queue.enqueue(sendEmails, {});
  }
}
