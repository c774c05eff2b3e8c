import { Injectable } from '@nestjs/common';
import { CONVERSATION_DEFINITION } from '@orbisvoice/shared-dto/values';
import type { ReceivedEvent } from '../../../platform/events/domain-event.js';
import { OnEvent } from '../../../platform/events/on-event.js';
import { EmailVerificationRequested } from '../../auth/events/email-verification-requested.event.js';
import { UserEmailVerified } from '../../auth/events/user-email-verified.event.js';
import { UserSignedUp } from '../../auth/events/user-signed-up.event.js';
import { EmailOutbox } from './email-outbox.js';
import { Links } from './links.js';
import { Recipients } from './recipients.js';

/** Mails that open an account and show the way in. */
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
      agentsUrl: this.links.page('/agents/new'),
      conversationsUrl: this.links.page('/conversations'),
      usageUrl: this.links.page('/billing/usage'),
      teamUrl: this.links.page('/team'),
      docsUrl: this.links.page('/api/docs'),
      definition: CONVERSATION_DEFINITION,
    };
    await this.outbox.order(event, 'email.email_verified', [{ template: 'welcome', to, dedupeKey: to.userId, data }]);
  }

  private async verification(
    event: ReceivedEvent<UserSignedUp | EmailVerificationRequested>,
    { handler, dedupeKey }: { handler: string; dedupeKey: string },
  ): Promise<void> {
    const to = await this.recipients.user(event.tenantId, event.payload.userId);
    if (!to) return;
    await this.outbox.order(event, handler, [{ template: 'verify-email', to, dedupeKey, data: { name: to.name } }]);
  }
}
