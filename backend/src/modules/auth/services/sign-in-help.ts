import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { EventPublisher } from '../../../platform/events/event-publisher.js';
import { EmailVerificationRequested } from '../events/email-verification-requested.event.js';
import { PasswordResetRequested } from '../events/password-reset-requested.event.js';
import { BrakesService } from './brakes.service.js';

/** What the mail names in place of a device: it was not the reader's. */
const FROM_SUPPORT = { device: 'OrbisVoice support', ip: null, country: null } as const;

/** Ways back in that staff may open to somebody: always by the mailbox, never by anything that staff gets to see. */
@Injectable()
export class SignInHelp {
  constructor(
    private readonly brakes: BrakesService,
    private readonly events: EventPublisher,
  ) {}

  /** Before anything is written. @throws DomainError `request.rate_limited` when the mailbox got enough of it */
  async beforeMail(email: string): Promise<void> {
    await this.brakes.beforeMail(email);
  }

  /** Orders the mail with a link that lets its reader choose a password, in the caller's unit of work. */
  async mailReset(tenantId: TenantId, userId: string): Promise<void> {
    await this.events.publish(tenantId, new PasswordResetRequested({ userId, reason: 'forgotten', ...FROM_SUPPORT }));
  }

  /** Orders the mail that proves the address, in the caller's unit of work. */
  async mailVerification(tenantId: TenantId, userId: string): Promise<void> {
    await this.events.publish(tenantId, new EmailVerificationRequested({ userId }));
  }

  /** Lifts the brakes on sign-in for an account. @returns how many there were */
  unlock(email: string): Promise<number> {
    return this.brakes.unlock(email);
  }
}
