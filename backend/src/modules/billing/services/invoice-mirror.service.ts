import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { invoiceNews, type InvoiceNews } from '../domain/billing-news.js';
import { attemptsOf, type PaymentAttemptRecord, type ReportedAttempt } from '../domain/payment-attempt.js';
import type { SubscriptionRecord } from '../domain/subscription-record.js';
import { InvoiceLineRepository } from '../persistence/invoice-line.repository.js';
import { InvoiceRepository } from '../persistence/invoice.repository.js';
import { PaymentAttemptRepository } from '../persistence/payment-attempt.repository.js';
import { toInvoiceLines } from '../stripe/invoice-lines.mapper.js';
import { toInvoiceRecord } from '../stripe/invoice.mapper.js';
import { BillingNews, type NewsContext } from './billing-news.service.js';
import type { InvoiceSnapshot } from './billing-snapshot.js';

/** What was read of an invoice, and what the cause told of an attempt to collect it. */
export interface InvoiceChange {
  readonly snapshot: InvoiceSnapshot;
  readonly attempt: ReportedAttempt | null;
  readonly now: Date;
}

/** An invoice that was written, with what is to be told of it. */
export interface WrittenInvoice {
  readonly invoiceId: string;
  readonly stripeSubscriptionId: string | null;
  readonly news: readonly InvoiceNews[];
  /** The bank waits for the cardholder. */
  readonly needsAction: boolean;
}

/** Our copy of Stripe's invoices with their lines and the attempts to collect them. Works in the open unit of work. */
@Injectable()
export class InvoiceMirror {
  constructor(
    private readonly invoices: InvoiceRepository,
    private readonly lines: InvoiceLineRepository,
    private readonly attempts: PaymentAttemptRepository,
    private readonly news: BillingNews,
  ) {}

  /** Puts Stripe's invoice over ours. Nothing is told yet: the news name dates of the subscription, which is written after it. */
  async put(tenantId: TenantId, { snapshot, attempt, now }: InvoiceChange): Promise<WrittenInvoice> {
    const { object, lines, prices, needsAction, declineReason } = snapshot;
    const before = await this.invoices.byStripeId(tenantId, object.id);
    const after = toInvoiceRecord(object, snapshot.planCode);
    const invoiceId = await this.invoices.put(tenantId, { record: after, needsAction, now });
    await this.lines.put(tenantId, object.id, toInvoiceLines(lines, prices));
    const added = await this.addAttempts(tenantId, object.id, attemptsOf(after, attempt, declineReason));
    return { invoiceId, stripeSubscriptionId: after.stripeSubscriptionId, news: invoiceNews(before, after, added), needsAction };
  }

  async tell(
    context: NewsContext,
    { invoiceId, stripeSubscriptionId, news, needsAction }: WrittenInvoice,
    records: readonly SubscriptionRecord[],
  ) {
    const subscription = records.find((record) => record.stripeSubscriptionId === stripeSubscriptionId);
    const facts = { invoiceId, needsAction, pastDueSince: subscription?.pastDueSince ?? null };
    for (const item of news) await this.news.tellInvoice(context, item, facts);
  }

  /** Since when a subscription owes: the first failed attempt on what is still open. */
  overdueSince(tenantId: TenantId, stripeSubscriptionId: string): Promise<Date | null> {
    return this.attempts.overdueSince(tenantId, stripeSubscriptionId);
  }

  private async addAttempts(
    tenantId: TenantId,
    stripeInvoiceId: string,
    attempts: readonly PaymentAttemptRecord[],
  ): Promise<PaymentAttemptRecord[]> {
    const added: PaymentAttemptRecord[] = [];
    for (const attempt of attempts) if (await this.attempts.add(tenantId, stripeInvoiceId, attempt)) added.push(attempt);
    return added;
  }
}
