import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { disputeNews, isDecided, isRefundNews, refundedOf, type DisputeRecord } from '../domain/money-back.js';
import { DisputeRepository } from '../persistence/dispute.repository.js';
import type { InvoiceEntity } from '../persistence/invoice.entity.js';
import { InvoiceRepository } from '../persistence/invoice.repository.js';
import { RefundRepository } from '../persistence/refund.repository.js';
import { toDisputeRecord, toRefundRecord } from '../stripe/money-back.mapper.js';
import type { MoneyBackSnapshot } from '../stripe/stripe-charge.gateway.js';
import { BillingNews } from './billing-news.service.js';
import type { SyncCause } from './billing-sync.service.js';
import { disputeEvent, moneyBackAudit, refundEvent, type ToldRefund } from './money-back-events.js';

/** What was read of a charge, and why it was read. */
export interface MoneyBackChange extends Pick<SyncCause, 'actor'> {
  readonly snapshot: MoneyBackSnapshot;
  /** When a dispute was decided, from the event that says so. */
  readonly decidedAt: Date | null;
  readonly now: Date;
}

/**
 * Refunds and disputes as Stripe has them. Neither touches access nor recurring revenue: what ends a plan is its subscription, and that is
 * staff's to end (docs/decisions/0019). Works in the open unit of work.
 */
@Injectable()
export class MoneyBack {
  constructor(
    private readonly refunds: RefundRepository,
    private readonly disputes: DisputeRepository,
    private readonly invoices: InvoiceRepository,
    private readonly news: BillingNews,
  ) {}

  async put(tenantId: TenantId, change: MoneyBackChange): Promise<void> {
    const { refunds, disputes, stripeInvoiceId } = change.snapshot;
    const invoice = stripeInvoiceId === null ? null : await this.invoices.byStripeId(tenantId, stripeInvoiceId);
    const news: ToldRefund[] = [];
    for (const refund of refunds) {
      const record = toRefundRecord(refund, stripeInvoiceId);
      const before = await this.refunds.byStripeId(tenantId, record.stripeRefundId);
      const id = await this.refunds.put(tenantId, record, change.now);
      if (isRefundNews(before, record)) news.push({ id, record });
    }
    if (invoice) await this.invoices.recountRefunds(tenantId, invoice.stripeInvoiceId);
    for (const told of news) await this.tellRefund(tenantId, change, { told, invoice });
    for (const dispute of disputes) await this.putDispute(tenantId, change, { facts: toDisputeRecord(dispute, stripeInvoiceId), invoice });
  }

  /** The sum is of all refunds at Stripe now, so that a repeat and another order tell the same. */
  private async tellRefund(
    tenantId: TenantId,
    { actor, snapshot }: MoneyBackChange,
    { told, invoice }: { told: ToldRefund; invoice: InvoiceEntity | null },
  ): Promise<void> {
    const amountRefunded = refundedOf(snapshot.refunds.map((one) => toRefundRecord(one, null)));
    const audit = moneyBackAudit('invoice.refunded', told.record, invoice);
    await this.news.tell({ tenantId, actor }, audit, refundEvent(told, invoice, amountRefunded));
  }

  private async putDispute(
    tenantId: TenantId,
    { actor, decidedAt, now }: MoneyBackChange,
    { facts, invoice }: { facts: Omit<DisputeRecord, 'closedAt'>; invoice: InvoiceEntity | null },
  ): Promise<void> {
    const before = await this.disputes.byStripeId(tenantId, facts.stripeDisputeId);
    const closedAt = isDecided(facts) ? (decidedAt ?? before?.closedAt ?? now) : null;
    const record = { ...facts, closedAt };
    const id = await this.disputes.put(tenantId, record, now);
    for (const kind of disputeNews(before, record)) {
      await this.news.tell({ tenantId, actor }, moneyBackAudit(kind, record, invoice), disputeEvent(kind, { id, record, invoice }));
    }
  }
}
