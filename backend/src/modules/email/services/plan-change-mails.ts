import { Injectable } from '@nestjs/common';
import type { ReceivedEvent } from '../../../platform/events/domain-event.js';
import { OnEvent } from '../../../platform/events/on-event.js';
import { SubscriptionChangeScheduled } from '../../billing/events/subscription-change-scheduled.event.js';
import { SubscriptionChanged } from '../../billing/events/subscription-changed.event.js';
import { InvoicePapers } from '../../billing/index.js';
import { priceText } from '../domain/billing-words.js';
import { countText } from '../domain/formats.js';
import { BillingContact } from './billing-contact.js';
import { EmailOutbox } from './email-outbox.js';

/** Mails about going from one plan to another, now or at the end of the paid period. */
@Injectable()
export class PlanChangeMails {
  constructor(
    private readonly outbox: EmailOutbox,
    private readonly contacts: BillingContact,
    private readonly papers: InvoicePapers,
  ) {}

  @OnEvent(SubscriptionChanged, { handler: 'email.subscription_changed' })
  async changed(event: ReceivedEvent<SubscriptionChanged>): Promise<void> {
    const { subscriptionId, fromTier, fromPlanName, fromAmount, tier, planName, amount, currency, periodEnd } = event.payload;
    const { to, workspace, pages, when, money } = await this.contacts.of(event);
    const charged = await this.papers.chargeOf(event.tenantId, { subscriptionId, at: event.at });
    const data = {
      company: workspace.company,
      fromPlan: fromPlanName,
      fromPrice: priceText({ amount: fromAmount, currency, interval: 'month' }, workspace),
      plan: planName,
      price: priceText({ amount, currency, interval: 'month' }, workspace),
      isScheduled: false,
      isSamePlan: fromTier === tier,
      effectiveAt: when(event.at),
      limit: countText(event.payload.conversationLimit, workspace),
      charge: charged === null ? null : money(charged, currency),
      renewsAt: when(periodEnd),
      billingUrl: pages.billing,
    };
    await this.outbox.order(event, 'email.subscription_changed', [{ template: 'plan-changed', to, dedupeKey: event.id, data }]);
  }

  @OnEvent(SubscriptionChangeScheduled, { handler: 'email.change_scheduled' })
  async scheduled(event: ReceivedEvent<SubscriptionChangeScheduled>): Promise<void> {
    const { tier, planName, amount, currency, toTier, toPlanName, toPrice, toInterval, toConversationLimit, effectiveAt } = event.payload;
    const { to, workspace, pages, when } = await this.contacts.of(event);
    const data = {
      company: workspace.company,
      fromPlan: planName,
      fromPrice: priceText({ amount, currency, interval: 'month' }, workspace),
      plan: toPlanName,
      price: priceText({ amount: toPrice, currency, interval: toInterval }, workspace),
      isScheduled: true,
      isSamePlan: tier === toTier,
      effectiveAt: when(effectiveAt),
      limit: countText(toConversationLimit, workspace),
      charge: null,
      renewsAt: null,
      billingUrl: pages.billing,
    };
    await this.outbox.order(event, 'email.change_scheduled', [{ template: 'plan-changed', to, dedupeKey: event.id, data }]);
  }
}
