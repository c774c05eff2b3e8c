import { Injectable } from '@nestjs/common';
import type { Origin } from '../../../platform/access/actor.js';
import { tenantIdOf, type TenantId } from '../../../platform/access/tenant-id.js';
import type { Bystander } from '../../audit/index.js';
import { ReportSubscriptions, type Subscription } from '../../reports/index.js';
import type { MailChoice } from '../domain/mail-choice.js';
import type { LeasedEmail } from '../persistence/email-message.js';
import { UnsubscribeLinks } from './unsubscribe-links.js';

/** Whether a reader wants this one report: each schedule is a list of its own, which its link leaves. */
@Injectable()
export class ReportConsent {
  constructor(
    private readonly subscriptions: ReportSubscriptions,
    private readonly links: UnsubscribeLinks,
  ) {}

  /** Why reports must not leave whose reader has left them, or was taken off the list; null for the others. */
  refusals(messages: readonly LeasedEmail[]): Promise<(string | null)[]> {
    return Promise.all(
      messages.map(async ({ tenantId, recipient, data }) => {
        const { scheduleId } = data;
        if (typeof scheduleId !== 'string') return null;
        const found = await this.find(tenantId, scheduleId, this.links.recipientHash(recipient));
        if (!found) return 'no reader of this report any more';
        return found.isOn ? null : 'unsubscribed from this report';
      }),
    );
  }

  /** What the link of a report is about; null for other links, and for a report or a reader that is gone. */
  async of({ tenantId, topic, recipient }: MailChoice): Promise<Subscription | null> {
    return topic === null ? null : this.find(tenantIdOf(tenantId), topic, Buffer.from(recipient, 'base64url'));
  }

  /** True when the link was one of a report, and did what was asked. */
  async turn(choice: MailChoice, to: 'off' | 'on', origin: Origin): Promise<boolean> {
    const found = await this.of(choice);
    if (!found || choice.topic === null) return false;
    const actor: Bystander = { kind: 'anonymous', tenantId: tenantIdOf(choice.tenantId), name: 'Holder of a mail’s link', origin };
    await this.subscriptions.turn(actor, choice.topic, { email: found.email, to });
    return true;
  }

  private find(tenantId: TenantId, scheduleId: string, recipientHash: Buffer): Promise<Subscription | null> {
    return this.subscriptions.find(tenantId, scheduleId, (email) => this.links.recipientHash(email).equals(recipientHash));
  }
}
