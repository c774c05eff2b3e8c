import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { newId } from '../../../platform/database/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { EmailMessageRepository } from '../persistence/email-message.repository.js';
import { EmailBell } from './email-bell.js';

/**
 * Sends a mail once more, as a mail of its own: a new row with the same data, a key nobody used, a fresh link if it has one. What keeps mail
 * from an address keeps this one from it too.
 */
@Injectable()
export class EmailResend {
  constructor(
    private readonly messages: EmailMessageRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly bell: EmailBell,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the id of the new mail
   * @throws DomainError `email.message_not_found`, `email.message_under_way` while it is still being tried, `email.copy_purged` after 30 days
   */
  resend(tenantId: TenantId, id: string): Promise<string> {
    return this.unitOfWork.run(tenantId, async () => {
      const message = await this.messages.find(tenantId, id);
      if (!message) throw new DomainError('email.message_not_found');
      const { userId, template, category, priority, recipient, status, data } = message;
      if (status === 'queued' || status === 'sending') throw new DomainError('email.message_under_way');
      if (!data) throw new DomainError('email.copy_purged');
      const [copyId, at] = [newId(), this.clock.now()];
      const key = `resend/${copyId}`;
      const times = { createdAt: at, leavesAt: at };
      const row = { id: copyId, userId, template, category, priority, dedupeKey: key, recipient, data, ...times, resendOf: id };
      await this.messages.add(tenantId, row);
      await this.messages.note(tenantId, { id: newId(), messageId: id, kind: 'resent', detail: copyId, at });
      this.unitOfWork.afterCommit(() => this.bell.ring());
      return copyId;
    });
  }
}
