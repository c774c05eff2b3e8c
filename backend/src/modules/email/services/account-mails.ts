import { Injectable } from '@nestjs/common';
import type { ReceivedEvent } from '../../../platform/events/domain-event.js';
import { OnEvent } from '../../../platform/events/on-event.js';
import { EmailVerificationRequested } from '../../auth/events/email-verification-requested.event.js';
import { PasswordChanged } from '../../auth/events/password-changed.event.js';
import { PasswordResetRequested } from '../../auth/events/password-reset-requested.event.js';
import { PasswordReset } from '../../auth/events/password-reset.event.js';
import { SecurityAlertRaised } from '../../auth/events/security-alert.event.js';
import { UserEmailVerified } from '../../auth/events/user-email-verified.event.js';
import { UserSignedUp } from '../../auth/events/user-signed-up.event.js';
import { instantText } from '../domain/formats.js';
import { EmailOutbox } from './email-outbox.js';
import { Links } from './links.js';
import { Recipients } from './recipients.js';

/** Mails to a person about the person's own account. */
@Injectable()
export class AccountMails {
  constructor(
    private readonly outbox: EmailOutbox,
    private readonly recipients: Recipients,
    private readonly links: Links,
  ) {}

  @OnEvent(UserSignedUp, { handler: 'email.user_signed_up' })
  async signedUp(event: ReceivedEvent<UserSignedUp>): Promise<void> {
    await this.verification(event, { handler: 'email.user_signed_up', dedupeKey: event.payload.userId });
  }

  @OnEvent(EmailVerificationRequested, { handler: 'email.verification_requested' })
  async verificationRequested(event: ReceivedEvent<EmailVerificationRequested>): Promise<void> {
    await this.verification(event, { handler: 'email.verification_requested', dedupeKey: event.id });
  }

  @OnEvent(UserEmailVerified, { handler: 'email.email_verified' })
  async emailVerified(event: ReceivedEvent<UserEmailVerified>): Promise<void> {
    const to = await this.recipients.user(event.tenantId, event.payload.userId);
    if (!to?.userId) return;
    const { company } = await this.recipients.workspace(event.tenantId);
    const data = {
      name: to.name,
      company,
      portalUrl: this.links.page('/'),
      agentsUrl: this.links.page('/agents/new'),
      docsUrl: this.links.page('/api/docs'),
    };
    await this.outbox.order(event, 'email.email_verified', [{ template: 'welcome', to, dedupeKey: to.userId, data }]);
  }

  @OnEvent(PasswordResetRequested, { handler: 'email.password_reset_requested' })
  async resetRequested(event: ReceivedEvent<PasswordResetRequested>): Promise<void> {
    const to = await this.recipients.user(event.tenantId, event.payload.userId);
    if (!to) return;
    const data = { name: to.name, hasSignedUpAgain: event.payload.reason === 'signed_up_again' };
    await this.outbox.order(event, 'email.password_reset_requested', [{ template: 'password-reset', to, dedupeKey: event.id, data }]);
  }

  @OnEvent(PasswordReset, { handler: 'email.password_reset' })
  async wasReset(event: ReceivedEvent<PasswordReset>): Promise<void> {
    await this.passwordChanged(event, 'email.password_reset');
  }

  @OnEvent(PasswordChanged, { handler: 'email.password_changed' })
  async wasChanged(event: ReceivedEvent<PasswordChanged>): Promise<void> {
    await this.passwordChanged(event, 'email.password_changed');
  }

  @OnEvent(SecurityAlertRaised, { handler: 'email.security_alert' })
  async alerted(event: ReceivedEvent<SecurityAlertRaised>): Promise<void> {
    const to = await this.recipients.user(event.tenantId, event.payload.userId);
    if (!to) return;
    const reader = await this.recipients.workspace(event.tenantId);
    const data = {
      name: to.name,
      at: instantText(event.at, reader),
      ip: event.payload.ip,
      resetUrl: this.links.page('/forgot-password'),
      sessionsUrl: this.links.page('/account'),
    };
    // one alarm per session: a thief who keeps trying fills no mailbox
    await this.outbox.order(event, 'email.security_alert', [{ template: 'security-alert', to, dedupeKey: event.payload.sessionId, data }]);
  }

  private async verification(
    event: ReceivedEvent<UserSignedUp | EmailVerificationRequested>,
    { handler, dedupeKey }: { handler: string; dedupeKey: string },
  ): Promise<void> {
    const to = await this.recipients.user(event.tenantId, event.payload.userId);
    if (!to) return;
    await this.outbox.order(event, handler, [{ template: 'verify-email', to, dedupeKey, data: { name: to.name } }]);
  }

  private async passwordChanged(event: ReceivedEvent<PasswordReset | PasswordChanged>, handler: string): Promise<void> {
    const to = await this.recipients.user(event.tenantId, event.payload.userId);
    if (!to) return;
    const reader = await this.recipients.workspace(event.tenantId);
    const data = { name: to.name, at: instantText(event.at, reader), resetUrl: this.links.page('/forgot-password') };
    await this.outbox.order(event, handler, [{ template: 'password-changed', to, dedupeKey: event.id, data }]);
  }
}
