import type { DomainEvent } from '../../../platform/events/domain-event.js';
import type { DisputeNews, DisputeRecord, RefundRecord } from '../domain/money-back.js';
import type { NewsAudit } from '../domain/billing-news.js';
import { DisputeClosed } from '../events/dispute-closed.event.js';
import { DisputeOpened } from '../events/dispute-opened.event.js';
import { InvoiceRefunded } from '../events/invoice-refunded.event.js';
import type { InvoiceEntity } from '../persistence/invoice.entity.js';

type Invoice = Pick<InvoiceEntity, 'id' | 'number' | 'stripeInvoiceId' | 'amountPaid' | 'paidAt'>;

/** A refund under our id of it. */
export interface ToldRefund {
  readonly id: string;
  readonly record: RefundRecord;
}

const invoiceFacts = (invoice: Invoice | null) => ({ invoiceId: invoice?.id ?? null, number: invoice?.number ?? null });

/** The audit line of money that went back or is contested. */
export function moneyBackAudit(
  action: 'invoice.refunded' | DisputeNews,
  record: RefundRecord | DisputeRecord,
  invoice: Invoice | null,
): NewsAudit {
  return {
    action,
    targetType: 'invoice',
    targetId: invoice?.number ?? record.stripeInvoiceId ?? record.stripeChargeId ?? '',
    changes: {
      amount: { before: null, after: record.amount },
      currency: { before: null, after: record.currency },
      status: { before: null, after: record.status },
      reason: { before: null, after: record.reason },
    },
  };
}

/** `amountRefunded` is the sum of the charge's refunds. */
export const refundEvent = ({ id, record: refund }: ToldRefund, invoice: Invoice | null, amountRefunded: number): DomainEvent =>
  new InvoiceRefunded({
    refundId: id,
    ...invoiceFacts(invoice),
    amount: refund.amount,
    amountRefunded,
    isFull: invoice !== null && invoice.amountPaid > 0 && amountRefunded >= invoice.amountPaid,
    currency: refund.currency,
    reason: refund.reason,
    paidAt: invoice?.paidAt?.toISOString() ?? null,
    refundedAt: refund.createdAt.toISOString(),
  });

export function disputeEvent(
  kind: DisputeNews,
  { id, record, invoice }: { id: string; record: DisputeRecord; invoice: Invoice | null },
): DomainEvent {
  const { amount, currency, reason, status, openedAt, closedAt, evidenceDueBy } = record;
  const common = { disputeId: id, ...invoiceFacts(invoice), amount, currency, openedAt: openedAt.toISOString() };
  if (kind === 'dispute.opened') return new DisputeOpened({ ...common, reason, evidenceDueBy: evidenceDueBy?.toISOString() ?? null });
  const paidAt = invoice?.paidAt?.toISOString() ?? null;
  return new DisputeClosed({ ...common, status, paidAt, closedAt: (closedAt ?? openedAt).toISOString() });
}
