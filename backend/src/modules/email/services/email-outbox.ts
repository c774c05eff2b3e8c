import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { newId } from '../../../platform/database/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { ReceivedEvent } from '../../../platform/events/domain-event.js';
import { HandledEvents } from '../../../platform/events/handled-events.js';
import { JobQueue } from '../../../platform/queues/job-queue.js';
import type { EmailData } from '../generated/templates.js';
import { sendEmail } from '../jobs/send-email.job.js';
import { EmailMessageRepository } from '../persistence/email-message.repository.js';
import type { Addressee } from './recipients.js';

/** A mail that an event asks for. */
export interface EmailOrder<T extends keyof EmailData> {
  readonly template: T;
  readonly to: Addressee;
  /** What makes the fact: a second order with the same key is the same mail. */
  readonly dedupeKey: string;
  readonly data: EmailData[T] & Readonly<{ invitationId?: string }>;
}

/**
 * Writes the row of a mail, once per fact, in the unit of work that claims the event. The job that follows is a shortcut: if the process
 * dies before it is enqueued, the sweeper finds the row.
 */
@Injectable()
export class EmailOutbox {
  private readonly logger = new Logger(EmailOutbox.name);

  constructor(
    private readonly messages: EmailMessageRepository,
    private readonly handled: HandledEvents,
    private readonly unitOfWork: UnitOfWork,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** Orders the mails of an event for one handler; nothing happens when the handler has done this event. */
  async order<T extends keyof EmailData>(event: ReceivedEvent, handler: string, orders: readonly EmailOrder<T>[]): Promise<void> {
    await this.unitOfWork.run(event.tenantId, async () => {
      if (!(await this.handled.claim(event.tenantId, event.id, handler))) return;
      for (const order of orders) await this.write(event, order);
    });
  }

  private async write<T extends keyof EmailData>(
    { tenantId }: ReceivedEvent,
    { template, to, dedupeKey, data }: EmailOrder<T>,
  ): Promise<void> {
    const id = newId();
    const createdAt = this.clock.now();
    const row = { id, userId: to.userId, template, dedupeKey, recipient: to.email, data, createdAt };
    if (!(await this.messages.add(tenantId, row))) return;
    this.unitOfWork.afterCommit(() => {
      this.queue.enqueue(sendEmail, { id, tenantId }, { jobId: `${id}-0` }).catch((error: unknown) => {
        this.logger.warn({ message: 'mail is left to the sweeper', id, error });
      });
    });
  }
}
