import { Injectable } from '@nestjs/common';
import { CONVERSATION_DEFINITION } from '@orbisvoice/shared-dto/values';
import type { ReceivedEvent } from '../../../platform/events/domain-event.js';
import { OnEvent } from '../../../platform/events/on-event.js';
import { InvoicePaid } from '../../billing/events/invoice-paid.event.js';
import { InvoicePaymentActionRequired } from '../../billing/events/invoice-payment-action-required.event.js';
import { InvoicePaymentFailed } from '../../billing/events/invoice-payment-failed.event.js';
import { SubscriptionCancelScheduled } from '../../billing/events/subscription-cancel-scheduled.event.js';
import { SubscriptionCanceled } from '../../billing/events/subscription-canceled.event.js';
import { SubscriptionChanged } from '../../billing/events/subscription-changed.event.js';
import { SubscriptionCreated } from '../../billing/events/subscription-created.event.js';
import { UsageThresholdReached } from '../../billing/events/usage-threshold-reached.event.js';
import { countText, instantText, moneyText, periodText } from '../domain/formats.js';
import { EmailOutbox } from './email-outbox.js';
import { Links } from './links.js';
import { Recipients } from './recipients.js';

/** Mails about money and limits, to the billing contact. */
@Injectable()
export class BillingMails {
  constructor(
    private readonly outbox: EmailOutbox,
    private readonly recipients: Recipients,
    private readonly links: Links,
  ) {}

  @OnEvent(UsageThresholdReached, { handler: 'email.usage_threshold' })
  async thresholdReached(event: ReceivedEvent<UsageThresholdReached>): Promise<void> {
    const { threshold, used, limit, ceiling, periodStart, resetsAt } = event.payload;
    const { to, workspace, billingUrl } = await this.contact(event);
    const data = {
      company: workspace.company,
      percent: String(threshold),
      used: countText(used, workspace),
      limit: countText(limit, workspace),
      ceiling: countText(ceiling, workspace),
      resetsAt: instantText(new Date(resetsAt), workspace),
      isReached: used >= ceiling,
      hasGrace: ceiling > limit,
      billingUrl,
      definition: CONVERSATION_DEFINITION,
    };
    // the limit is part of the fact: a change of plan arms the thresholds anew
    const dedupeKey = `${periodStart}/${limit}/${threshold}`;
    await this.outbox.order(event, 'email.usage_threshold', [{ template: 'conversation-limit', to, dedupeKey, data }]);
  }

  @OnEvent(SubscriptionCreated, { handler: 'email.subscription_created' })
  async created(event: ReceivedEvent<SubscriptionCreated>): Promise<void> {
    await this.confirmed(event, 'email.subscription_created');
  }

  @OnEvent(SubscriptionChanged, { handler: 'email.subscription_changed' })
  async changed(event: ReceivedEvent<SubscriptionChanged>): Promise<void> {
    await this.confirmed(event, 'email.subscription_changed');
  }

  @OnEvent(SubscriptionCancelScheduled, { handler: 'email.cancel_scheduled' })
  async cancelScheduled(event: ReceivedEvent<SubscriptionCancelScheduled>): Promise<void> {
    const { to, workspace, billingUrl } = await this.contact(event);
    const endsAt = instantText(new Date(event.payload.endsAt), workspace);
    const data = { company: workspace.company, plan: event.payload.planName, endsAt, hasEnded: false, billingUrl };
    await this.outbox.order(event, 'email.cancel_scheduled', [{ template: 'subscription-canceled', to, dedupeKey: event.id, data }]);
  }

  @OnEvent(SubscriptionCanceled, { handler: 'email.subscription_canceled' })
  async canceled(event: ReceivedEvent<SubscriptionCanceled>): Promise<void> {
    const { to, workspace, billingUrl } = await this.contact(event);
    const endsAt = instantText(new Date(event.payload.endedAt), workspace);
    const data = { company: workspace.company, plan: event.payload.planName, endsAt, hasEnded: true, billingUrl };
    const dedupeKey = `${event.payload.subscriptionId}/ended`;
    await this.outbox.order(event, 'email.subscription_canceled', [{ template: 'subscription-canceled', to, dedupeKey, data }]);
  }

  @OnEvent(InvoicePaid, { handler: 'email.invoice_paid' })
  async invoicePaid(event: ReceivedEvent<InvoicePaid>): Promise<void> {
    const { invoiceId, number, planName, total, tax, currency, periodStart, periodEnd, paidAt, pdfUrl } = event.payload;
    const { to, workspace, billingUrl } = await this.contact(event);
    const data = {
      company: workspace.company,
      number: number ?? invoiceId,
      paidAt: instantText(new Date(paidAt), workspace),
      period: periodText(new Date(periodStart), new Date(periodEnd), workspace),
      lines: [{ description: `${planName ?? 'OrbisVoice'} plan`, amount: moneyText(total - tax, currency, workspace) }],
      tax: tax === 0 ? null : moneyText(tax, currency, workspace),
      total: moneyText(total, currency, workspace),
      pdfUrl,
      billingUrl,
    };
    await this.outbox.order(event, 'email.invoice_paid', [{ template: 'invoice-paid', to, dedupeKey: invoiceId, data }]);
  }

  @OnEvent(InvoicePaymentFailed, { handler: 'email.payment_failed' })
  async paymentFailed(event: ReceivedEvent<InvoicePaymentFailed>): Promise<void> {
    await this.unpaid(event, 'email.payment_failed');
  }

  /** Stripe tells of such an attempt as failed, too, and in either order: both are about one attempt, which is one mail. */
  @OnEvent(InvoicePaymentActionRequired, { handler: 'email.payment_action_required' })
  async paymentActionRequired(event: ReceivedEvent<InvoicePaymentActionRequired>): Promise<void> {
    await this.unpaid(event, 'email.payment_action_required');
  }

  private async unpaid(event: ReceivedEvent<InvoicePaymentFailed | InvoicePaymentActionRequired>, handler: string): Promise<void> {
    const { invoiceId, attempt, planName, amountDue, currency, graceEndsAt, hostedUrl } = event.payload;
    const { to, workspace, billingUrl } = await this.contact(event);
    const data = {
      company: workspace.company,
      plan: planName ?? 'OrbisVoice',
      amount: moneyText(amountDue, currency, workspace),
      graceEndsAt: graceEndsAt === null ? null : instantText(new Date(graceEndsAt), workspace),
      payUrl: hostedUrl ?? billingUrl,
    };
    // each failed attempt is a fact of its own
    const dedupeKey = `${invoiceId}/${attempt}`;
    await this.outbox.order(event, handler, [{ template: 'payment-failed', to, dedupeKey, data }]);
  }

  private async confirmed(event: ReceivedEvent<SubscriptionCreated | SubscriptionChanged>, handler: string): Promise<void> {
    const { planName, amount, currency, conversationLimit, periodEnd } = event.payload;
    const { to, workspace, billingUrl } = await this.contact(event);
    const data = {
      company: workspace.company,
      plan: planName,
      price: moneyText(amount, currency, workspace),
      limit: countText(conversationLimit, workspace),
      renewsAt: instantText(new Date(periodEnd), workspace),
      billingUrl,
    };
    await this.outbox.order(event, handler, [{ template: 'subscription-confirmed', to, dedupeKey: event.id, data }]);
  }

  private async contact({ tenantId }: ReceivedEvent) {
    const [to, workspace] = [await this.recipients.billing(tenantId), await this.recipients.workspace(tenantId)];
    return { to, workspace, billingUrl: this.links.page('/billing') };
  }
}
