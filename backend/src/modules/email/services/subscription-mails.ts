import { Injectable } from '@nestjs/common';
import type { ReceivedEvent } from '../../../platform/events/domain-event.js';
import { OnEvent } from '../../../platform/events/on-event.js';
import { SubscriptionCancelScheduled } from '../../billing/events/subscription-cancel-scheduled.event.js';
import { SubscriptionCanceled } from '../../billing/events/subscription-canceled.event.js';
import { SubscriptionChangeWithdrawn } from '../../billing/events/subscription-change-withdrawn.event.js';
import { SubscriptionCreated } from '../../billing/events/subscription-created.event.js';
import { SubscriptionExpiring } from '../../billing/events/subscription-expiring.event.js';
import { SubscriptionResumed } from '../../billing/events/subscription-resumed.event.js';
import { SubscriptionTrialEnding } from '../../billing/events/subscription-trial-ending.event.js';
import { daysText, priceText } from '../domain/billing-words.js';
import { countText } from '../domain/formats.js';
import { BillingContact } from './billing-contact.js';
import { EmailOutbox } from './email-outbox.js';

/** Mails about the life of a plan, to the billing contact. A change from one plan to another has its own (PlanChangeMails). */
@Injectable()
export class SubscriptionMails {
  constructor(
    private readonly outbox: EmailOutbox,
    private readonly contacts: BillingContact,
  ) {}

  @OnEvent(SubscriptionCreated, { handler: 'email.subscription_created' })
  async created(event: ReceivedEvent<SubscriptionCreated>): Promise<void> {
    const { planName, amount, currency, conversationLimit, periodEnd } = event.payload;
    const { to, workspace, pages, when, money } = await this.contacts.of(event);
    const data = {
      company: workspace.company,
      plan: planName,
      price: money(amount, currency),
      limit: countText(conversationLimit, workspace),
      renewsAt: when(periodEnd),
      billingUrl: pages.billing,
    };
    await this.outbox.order(event, 'email.subscription_created', [{ template: 'subscription-confirmed', to, dedupeKey: event.id, data }]);
  }

  @OnEvent(SubscriptionTrialEnding, { handler: 'email.trial_ending' })
  async trialEnding(event: ReceivedEvent<SubscriptionTrialEnding>): Promise<void> {
    const { subscriptionId, planName, trialEndsAt, amount, currency } = event.payload;
    const { to, workspace, pages, when, money } = await this.contacts.of(event);
    const price = money(amount, currency);
    const data = { company: workspace.company, plan: planName, endsAt: when(trialEndsAt), price, billingUrl: pages.billing };
    const dedupeKey = `${subscriptionId}/${trialEndsAt}`;
    await this.outbox.order(event, 'email.trial_ending', [{ template: 'trial-ending', to, dedupeKey, data }]);
  }

  @OnEvent(SubscriptionExpiring, { handler: 'email.subscription_expiring' })
  async expiring(event: ReceivedEvent<SubscriptionExpiring>): Promise<void> {
    const { subscriptionId, planName, endsAt } = event.payload;
    const { to, workspace, pages, when } = await this.contacts.of(event);
    const daysLeft = daysText(event.at, new Date(endsAt));
    const data = { company: workspace.company, plan: planName, endsAt: when(endsAt), daysLeft, billingUrl: pages.billing };
    // an end that was taken back and set again for the same moment is the same fact
    const dedupeKey = `${subscriptionId}/${endsAt}`;
    await this.outbox.order(event, 'email.subscription_expiring', [{ template: 'subscription-expiring', to, dedupeKey, data }]);
  }

  @OnEvent(SubscriptionCancelScheduled, { handler: 'email.cancel_scheduled' })
  async cancelScheduled(event: ReceivedEvent<SubscriptionCancelScheduled>): Promise<void> {
    const { planName, endsAt } = event.payload;
    const end = { planName, endsAt, hasEnded: false, dedupeKey: event.id };
    await this.ends(event, 'email.cancel_scheduled', end);
  }

  @OnEvent(SubscriptionCanceled, { handler: 'email.subscription_canceled' })
  async canceled(event: ReceivedEvent<SubscriptionCanceled>): Promise<void> {
    const { subscriptionId, planName, endedAt } = event.payload;
    const end = { planName, endsAt: endedAt, hasEnded: true, dedupeKey: `${subscriptionId}/ended` };
    await this.ends(event, 'email.subscription_canceled', end);
  }

  @OnEvent(SubscriptionResumed, { handler: 'email.subscription_resumed' })
  async resumed(event: ReceivedEvent<SubscriptionResumed>): Promise<void> {
    const { planName, renewsAt, amount, currency } = event.payload;
    const { to, workspace, pages, when } = await this.contacts.of(event);
    const data = {
      company: workspace.company,
      plan: planName,
      isCancellation: true,
      renewsAt: when(renewsAt),
      price: priceText({ amount, currency, interval: 'month' }, workspace),
      billingUrl: pages.billing,
    };
    await this.outbox.order(event, 'email.subscription_resumed', [{ template: 'subscription-continues', to, dedupeKey: event.id, data }]);
  }

  @OnEvent(SubscriptionChangeWithdrawn, { handler: 'email.change_withdrawn' })
  async changeWithdrawn(event: ReceivedEvent<SubscriptionChangeWithdrawn>): Promise<void> {
    const { to, workspace, pages } = await this.contacts.of(event);
    const { planName: plan } = event.payload;
    const data = { company: workspace.company, plan, isCancellation: false, renewsAt: null, price: null, billingUrl: pages.billing };
    await this.outbox.order(event, 'email.change_withdrawn', [{ template: 'subscription-continues', to, dedupeKey: event.id, data }]);
  }

  private async ends(event: ReceivedEvent, handler: string, end: PlanEnd): Promise<void> {
    const { to, workspace, pages, when } = await this.contacts.of(event);
    const { planName: plan, hasEnded, dedupeKey } = end;
    const data = { company: workspace.company, plan, endsAt: when(end.endsAt), hasEnded, billingUrl: pages.billing };
    await this.outbox.order(event, handler, [{ template: 'subscription-canceled', to, dedupeKey, data }]);
  }
}

/** A plan that has ended, or will. */
interface PlanEnd {
  readonly planName: string;
  readonly endsAt: string;
  readonly hasEnded: boolean;
  readonly dedupeKey: string;
}
