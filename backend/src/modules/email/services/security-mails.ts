import { Injectable } from '@nestjs/common';
import type { ReceivedEvent } from '../../../platform/events/domain-event.js';
import { OnEvent } from '../../../platform/events/on-event.js';
import { NewSignIn } from '../../auth/events/new-sign-in.event.js';
import { PasswordChanged } from '../../auth/events/password-changed.event.js';
import { PasswordResetRequested } from '../../auth/events/password-reset-requested.event.js';
import { PasswordReset } from '../../auth/events/password-reset.event.js';
import { SecurityAlertRaised } from '../../auth/events/security-alert.event.js';
import { countryText, instantText } from '../domain/formats.js';
import { EmailOutbox } from './email-outbox.js';
import { Links } from './links.js';
import { Recipients } from './recipients.js';

type SecurityEvent = NewSignIn | PasswordChanged | PasswordResetRequested | PasswordReset | SecurityAlertRaised;

/** Mails that let a person judge whether it was them: when, in their zone, with what and from where, and the way out if it was not. */
@Injectable()
export class SecurityMails {
  constructor(
    private readonly outbox: EmailOutbox,
    private readonly recipients: Recipients,
    private readonly links: Links,
  ) {}

  @OnEvent(NewSignIn, { handler: 'email.new_sign_in' })
  async signedIn(event: ReceivedEvent<NewSignIn>): Promise<void> {
    const about = await this.about(event);
    if (!about) return;
    const data = { ...about.data, resetUrl: this.links.page('/forgot-password'), sessionsUrl: this.links.page('/account') };
    const { deviceId: dedupeKey } = event.payload;
    await this.outbox.order(event, 'email.new_sign_in', [{ template: 'new-sign-in', to: about.to, dedupeKey, data }]);
  }

  @OnEvent(PasswordResetRequested, { handler: 'email.password_reset_requested' })
  async resetRequested(event: ReceivedEvent<PasswordResetRequested>): Promise<void> {
    const about = await this.about(event);
    if (!about) return;
    const data = { ...about.data, hasSignedUpAgain: event.payload.reason === 'signed_up_again' };
    const order = { template: 'password-reset' as const, to: about.to, dedupeKey: event.id, data };
    await this.outbox.order(event, 'email.password_reset_requested', [order]);
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
    const about = await this.about(event);
    if (!about) return;
    const data = { ...about.data, resetUrl: this.links.page('/forgot-password'), sessionsUrl: this.links.page('/account') };
    // one alarm per session: a thief who keeps trying fills no mailbox
    const { sessionId: dedupeKey } = event.payload;
    await this.outbox.order(event, 'email.security_alert', [{ template: 'security-alert', to: about.to, dedupeKey, data }]);
  }

  private async passwordChanged(event: ReceivedEvent<PasswordReset | PasswordChanged>, handler: string): Promise<void> {
    const about = await this.about(event);
    if (!about) return;
    const data = { ...about.data, resetUrl: this.links.page('/forgot-password') };
    await this.outbox.order(event, handler, [{ template: 'password-changed', to: about.to, dedupeKey: event.id, data }]);
  }

  /** Null when the account is gone. */
  private async about(event: ReceivedEvent<SecurityEvent>) {
    const { userId, device = null, ip = null, country = null } = event.payload;
    const to = await this.recipients.user(event.tenantId, userId);
    if (!to) return null;
    const reader = await this.recipients.workspace(event.tenantId);
    return { to, data: { name: to.name, at: instantText(event.at, reader), device, ip, place: countryText(country, reader) } };
  }
}
