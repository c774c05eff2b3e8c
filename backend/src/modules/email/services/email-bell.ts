import { Injectable, Logger } from '@nestjs/common';
import { JobQueue } from '../../../platform/queues/job-queue.js';
import { sendEmails } from '../jobs/send-emails.job.js';

/**
 * Wakes a worker up when there is mail. One job at a time is under way: whatever is ordered meanwhile shares the next one, since a worker
 * that is awake takes everything that is due. A ring that is lost costs the sweeper's interval.
 */
@Injectable()
export class EmailBell {
  private readonly logger = new Logger(EmailBell.name);
  private isRinging = false;
  private again = false;

  constructor(private readonly queue: JobQueue) {}

  ring(): void {
    if (this.isRinging) {
      this.again = true;
      return;
    }
    this.isRinging = true;
    void this.wake();
  }

  private async wake(): Promise<void> {
    do {
      this.again = false;
      await this.queue.enqueue(sendEmails, {}).catch((error: unknown) => {
        this.logger.warn({ message: 'mail is left to the sweeper', error });
      });
    } while (this.again);
    this.isRinging = false;
  }
}
