import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { newId } from '../../../platform/database/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { ReceivedEvent } from '../../../platform/events/domain-event.js';
import { HandledEvents } from '../../../platform/events/handled-events.js';
import { categoryOf } from '../domain/category.js';
import { priorityOf } from '../domain/priority.js';
import { TEMPLATES, type EmailData } from '../generated/templates.js';
import { EmailMessageRepository } from '../persistence/email-message.repository.js';
import { EmailBell } from './email-bell.js';
import type { Addressee } from './recipients.js';

/** A mail that an event asks for. */
export interface EmailOrder<T extends keyof EmailData> {
  readonly template: T;
  readonly to: Addressee;
  /** What makes the fact: a second order with the same key is the same mail. */
  readonly dedupeKey: string;
  readonly data: EmailData[T] & Readonly<{ invitationId?: string; scheduleId?: string; exportId?: string }>;
  /** Not before this instant; at once when missing. */
  readonly leavesAt?: Date;
}

/**
 * Writes the row of a mail, once per fact, in the unit of work that claims the event. The bell that follows is a shortcut: if the process
 * dies before it is heard, the sweeper finds the row.
 */
@Injectable()
export class EmailOutbox {
  constructor(
    private readonly messages: EmailMessageRepository,
    private readonly handled: HandledEvents,
    private readonly unitOfWork: UnitOfWork,
    private readonly bell: EmailBell,
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
    { template, to, dedupeKey, data, leavesAt }: EmailOrder<T>,
  ): Promise<void> {
    const category = categoryOf(TEMPLATES[template], data);
    const createdAt = this.clock.now();
    const isNew = await this.messages.add(tenantId, {
      id: newId(),
      userId: to.userId,
      template,
      category,
      priority: priorityOf(category),
      dedupeKey,
      recipient: to.email,
      data,
      createdAt,
      leavesAt: leavesAt ?? createdAt,
      resendOf: null,
    });
    if (isNew) this.unitOfWork.afterCommit(() => this.bell.ring());
  }
}
