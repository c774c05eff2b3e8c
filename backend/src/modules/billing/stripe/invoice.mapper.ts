import { INVOICE_STATUSES, type InvoiceStatus, type PlanCode } from '@orbisvoice/shared-dto/values';
import type { InvoiceRecord } from '../domain/invoice-record.js';
import { StripeMappingError } from './stripe-mapping.error.js';
import { idOf, instant, optionalInstant, sumOf } from './stripe-values.js';
import type { StripeInvoice } from './stripe.gateway.js';

type StripeLine = StripeInvoice['lines']['data'][number];

/** What the invoice is for: the line that reaches furthest; of an upgrade's two, the one that is charged and not the one given back. */
export const mainLine = (lines: readonly StripeLine[]): StripeLine | undefined =>
  [...lines].sort((a, b) => b.period.end - a.period.end || b.amount - a.amount)[0];

/** Stripe's invoice in our words; `planCode` is the plan behind its main line. */
export function toInvoiceRecord(invoice: StripeInvoice, planCode: PlanCode | null): InvoiceRecord {
  const line = mainLine(invoice.lines.data);
  return {
    stripeInvoiceId: invoice.id,
    stripeSubscriptionId: idOf(invoice.parent?.subscription_details?.subscription),
    number: invoice.number,
    status: invoiceStatus(invoice.status),
    planCode,
    billingReason: invoice.billing_reason,
    subtotal: invoice.subtotal,
    discount: sumOf(invoice.total_discount_amounts),
    tax: sumOf(invoice.total_taxes),
    total: invoice.total,
    // not known before it is finalised
    creditApplied: invoice.ending_balance === null ? 0 : Math.max(0, invoice.ending_balance - invoice.starting_balance),
    amountDue: invoice.amount_due,
    amountPaid: invoice.amount_paid,
    amountRemaining: invoice.amount_remaining,
    currency: invoice.currency,
    periodStart: instant(line?.period.start ?? invoice.period_start),
    periodEnd: instant(line?.period.end ?? invoice.period_end),
    attemptCount: invoice.attempt_count,
    nextAttemptAt: optionalInstant(invoice.next_payment_attempt),
    finalizationError: invoice.last_finalization_error?.code ?? null,
    hostedUrl: invoice.hosted_invoice_url ?? null,
    pdfUrl: invoice.invoice_pdf ?? null,
    createdAt: instant(invoice.created),
    paidAt: optionalInstant(invoice.status_transitions.paid_at),
  };
}

function invoiceStatus(status: string | null): InvoiceStatus {
  const known = INVOICE_STATUSES.find((one) => one === status);
  if (!known) throw new StripeMappingError(`invoice status ${status} is not known`);
  return known;
}
