import { Injectable } from '@nestjs/common';
import { CONVERSATION_DEFINITION } from '@orbisvoice/shared-dto/values';
import type { ReceivedEvent } from '../../../platform/events/domain-event.js';
import { OnEvent } from '../../../platform/events/on-event.js';
import { UsageThresholdReached } from '../../billing/events/usage-threshold-reached.event.js';
import { countText } from '../domain/formats.js';
import { BillingContact } from './billing-contact.js';
import { EmailOutbox } from './email-outbox.js';

/** Mails about limits, to the billing contact. */
@Injectable()
export class UsageMails {
  constructor(
    private readonly outbox: EmailOutbox,
    private readonly contacts: BillingContact,
  ) {}

  @OnEvent(UsageThresholdReached, { handler: 'email.usage_threshold' })
  async thresholdReached(event: ReceivedEvent<UsageThresholdReached>): Promise<void> {
    const { threshold, used, limit, ceiling, periodStart, resetsAt } = event.payload;
    const { to, workspace, pages, when } = await this.contacts.of(event);
    const data = {
      company: workspace.company,
      percent: String(threshold),
      used: countText(used, workspace),
      limit: countText(limit, workspace),
      ceiling: countText(ceiling, workspace),
      resetsAt: when(resetsAt),
      isReached: used >= ceiling,
      hasGrace: ceiling > limit,
      billingUrl: pages.billing,
      definition: CONVERSATION_DEFINITION,
    };
    // the limit is part of the fact: a change of plan arms the thresholds anew
    const dedupeKey = `${periodStart}/${limit}/${threshold}`;
    await this.outbox.order(event, 'email.usage_threshold', [{ template: 'conversation-limit', to, dedupeKey, data }]);
  }
}
