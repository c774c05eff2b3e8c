import { Injectable } from '@nestjs/common';
import type { ReceivedEvent } from '../../../platform/events/domain-event.js';
import { OnEvent } from '../../../platform/events/on-event.js';
import { InvoicePaid } from '../../billing/events/invoice-paid.event.js';
import { InvoicePaymentActionRequired } from '../../billing/events/invoice-payment-action-required.event.js';
import { InvoicePaymentFailed } from '../../billing/events/invoice-payment-failed.event.js';
import { InvoiceRefunded } from '../../billing/events/invoice-refunded.event.js';
import { SubscriptionRecovered } from '../../billing/events/subscription-recovered.event.js';
import { InvoicePapers } from '../../billing/index.js';
import { declineText } from '../domain/billing-words.js';
import { periodText } from '../domain/formats.js';
import { BillingContact, type Contact } from './billing-contact.js';
import { EmailOutbox } from './email-outbox.js';

/** What a plan is called when an invoice is about none. */
const NO_PLAN = 'OrbisVoice';

/** Mails about money that came, did not come, or went back. */
@Injectable()
export class PaymentMails {
  constructor(
    private readonly outbox: EmailOutbox,
    private readonly contacts: BillingContact,
    private readonly papers: InvoicePapers,
  ) {}

  @OnEvent(InvoicePaid, { handler: 'email.invoice_paid' })
  async invoicePaid(event: ReceivedEvent<InvoicePaid>): Promise<void> {
    const { invoiceId, number, total, tax, currency, periodStart, periodEnd, paidAt, pdfUrl } = event.payload;
    const { to, workspace, pages, when, money } = await this.contacts.of(event);
    const data = {
      company: workspace.company,
      number: number ?? invoiceId,
      paidAt: when(paidAt),
      period: periodText(new Date(periodStart), new Date(periodEnd), workspace),
      lines: await this.lines(event, money),
      tax: tax === 0 ? null : money(tax, currency),
      total: money(total, currency),
      pdfUrl,
      billingUrl: pages.invoices,
    };
    await this.outbox.order(event, 'email.invoice_paid', [{ template: 'invoice-paid', to, dedupeKey: invoiceId, data }]);
  }

  @OnEvent(InvoicePaymentFailed, { handler: 'email.payment_failed' })
  async paymentFailed(event: ReceivedEvent<InvoicePaymentFailed>): Promise<void> {
    const handler = 'email.payment_failed';
    const { reason, nextAttemptAt, needsAction = false } = event.payload;
    // Stripe tells an attempt that the bank asks about as failed, too, and in either order: one attempt is one mail
    if (needsAction) return this.confirmation(event, handler);
    const { to, when, ...facts } = await this.unpaid(event);
    const data = { ...facts.data, reason: declineText(reason), nextAttemptAt: nextAttemptAt && when(nextAttemptAt) };
    await this.outbox.order(event, handler, [{ template: 'payment-failed', to, dedupeKey: facts.dedupeKey, data }]);
  }

  @OnEvent(InvoicePaymentActionRequired, { handler: 'email.payment_action_required' })
  async paymentActionRequired(event: ReceivedEvent<InvoicePaymentActionRequired>): Promise<void> {
    await this.confirmation(event, 'email.payment_action_required');
  }

  @OnEvent(SubscriptionRecovered, { handler: 'email.subscription_recovered' })
  async recovered(event: ReceivedEvent<SubscriptionRecovered>): Promise<void> {
    const { planName: plan, renewsAt } = event.payload;
    const { to, workspace, pages, when } = await this.contacts.of(event);
    const data = { company: workspace.company, plan, renewsAt: when(renewsAt), billingUrl: pages.billing };
    await this.outbox.order(event, 'email.subscription_recovered', [{ template: 'payment-recovered', to, dedupeKey: event.id, data }]);
  }

  @OnEvent(InvoiceRefunded, { handler: 'email.invoice_refunded' })
  async refunded(event: ReceivedEvent<InvoiceRefunded>): Promise<void> {
    const { refundId, number, amount, amountRefunded, isFull, currency, refundedAt } = event.payload;
    const { to, workspace, pages, when, money } = await this.contacts.of(event);
    const data = {
      company: workspace.company,
      amount: money(amount, currency),
      number,
      refundedAt: when(refundedAt),
      // worth saying only when it is more than this refund
      total: amountRefunded > amount ? money(amountRefunded, currency) : null,
      isFull,
      billingUrl: pages.invoices,
    };
    await this.outbox.order(event, 'email.invoice_refunded', [{ template: 'refund-issued', to, dedupeKey: refundId, data }]);
  }

  private async confirmation(event: ReceivedEvent<Unpaid>, handler: string): Promise<void> {
    const { to, dedupeKey, data } = await this.unpaid(event);
    await this.outbox.order(event, handler, [{ template: 'payment-action-required', to, dedupeKey, data }]);
  }

  private async unpaid(event: ReceivedEvent<Unpaid>) {
    const { invoiceId, attempt, planName, amountDue, currency, graceEndsAt, hostedUrl } = event.payload;
    const { to, workspace, pages, when, money } = await this.contacts.of(event);
    const data = {
      company: workspace.company,
      plan: planName ?? NO_PLAN,
      amount: money(amountDue, currency),
      graceEndsAt: graceEndsAt && when(graceEndsAt),
      payUrl: hostedUrl ?? pages.billing,
    };
    // each attempt is a fact of its own
    return { to, when, dedupeKey: `${invoiceId}/${attempt}`, data };
  }

  /** What was paid for; one line for an invoice whose own lines we do not have. */
  private async lines({ tenantId, payload }: ReceivedEvent<InvoicePaid>, money: Contact['money']) {
    const { invoiceId, planName, total, tax, currency } = payload;
    const known = await this.papers.lines(tenantId, invoiceId);
    const lines = known.length > 0 ? known : [{ description: `${planName ?? NO_PLAN} plan`, amount: total - tax }];
    return lines.map(({ description, amount }) => ({ description, amount: money(amount, currency) }));
  }
}

type Unpaid = InvoicePaymentFailed | InvoicePaymentActionRequired;
