import type { PreviewLine } from '@orbisvoice/shared-dto';
import type { StripeInvoice } from './stripe.gateway.js';
import { instant, sumOf } from './stripe-values.js';

type StripeLine = StripeInvoice['lines']['data'][number];

/** What an invoice that does not exist yet comes to. Minor units. */
export interface PreviewedInvoice {
  readonly currency: string;
  readonly lines: readonly PreviewLine[];
  readonly subtotal: number;
  readonly discount: number;
  readonly tax: number;
  /** Stripe does not know yet where the customer is. */
  readonly isTaxPending: boolean;
  readonly total: number;
  readonly creditApplied: number;
  readonly amountDue: number;
  /** Account credit after it. */
  readonly creditLeft: number;
}

/** Stripe's preview in our words. A negative balance at Stripe is credit; a negative total becomes credit instead of money back. */
export function toPreviewedInvoice(invoice: StripeInvoice): PreviewedInvoice {
  const owed = Math.max(0, invoice.total);
  return {
    currency: invoice.currency,
    lines: invoice.lines.data.map(toPreviewLine),
    subtotal: invoice.subtotal,
    discount: sumOf(invoice.total_discount_amounts),
    tax: sumOf(invoice.total_taxes),
    isTaxPending: invoice.automatic_tax.status === 'requires_location_inputs',
    total: invoice.total,
    creditApplied: Math.min(owed, Math.max(0, -invoice.starting_balance)),
    amountDue: invoice.amount_due,
    creditLeft: Math.max(0, -(invoice.starting_balance + invoice.total)),
  };
}

const toPreviewLine = (line: StripeLine): PreviewLine => ({
  description: line.description ?? '',
  amount: line.amount,
  periodStart: instant(line.period.start).toISOString(),
  periodEnd: instant(line.period.end).toISOString(),
  isProration: isProration(line),
});

const isProration = ({ parent }: StripeLine): boolean =>
  parent?.subscription_item_details?.proration ?? parent?.invoice_item_details?.proration ?? false;

/** What is charged, without words: two previews with the same digest charge the same for the same. */
export const chargeOf = (invoice: PreviewedInvoice): string =>
  JSON.stringify([
    invoice.currency,
    invoice.total,
    invoice.tax,
    invoice.discount,
    invoice.amountDue,
    invoice.lines.map(({ amount, periodStart, periodEnd }) => [amount, periodStart, periodEnd]),
  ]);
