import type { InvoiceLineKind, InvoiceLineRecord } from '../domain/invoice-line.js';
import { isOverage, planOfPrice } from './price.mapper.js';
import { idOf, instant, sumOf } from './stripe-values.js';
import type { StripeInvoice, StripePrice } from './stripe.gateway.js';

type StripeLine = StripeInvoice['lines']['data'][number];

const priceOf = (line: StripeLine): string | null => idOf(line.pricing?.price_details?.price);

/** The prices that the lines name: what to read before they can be told apart. */
export const linePriceIds = (lines: readonly StripeLine[]): string[] => [
  ...new Set(lines.map(priceOf).filter((id): id is string => id !== null)),
];

/** Stripe's lines in our words. `prices` are those of `linePriceIds`. */
export function toInvoiceLines(lines: readonly StripeLine[], prices: readonly StripePrice[]): InvoiceLineRecord[] {
  return lines.map((line, position) => {
    const price = prices.find((one) => one.id === priceOf(line)) ?? null;
    return {
      stripeLineId: line.id,
      position,
      kind: kindOf(line, price),
      description: line.description ?? '',
      quantity: line.quantity,
      amount: line.amount - sumOf(line.discount_amounts),
      planCode: price ? planOfPrice(price) : null,
      periodStart: instant(line.period.start),
      periodEnd: instant(line.period.end),
    };
  });
}

function kindOf(line: StripeLine, price: StripePrice | null): InvoiceLineKind {
  const { parent } = line;
  if (parent?.subscription_item_details?.proration || parent?.invoice_item_details?.proration) return 'proration';
  if (price && isOverage(price)) return 'overage';
  return price && planOfPrice(price) ? 'plan' : 'other';
}
