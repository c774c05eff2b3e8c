import type Stripe from 'stripe';
import type { Draft } from '../core/draft.js';
import { idOf } from './catalogue.js';
import { type Priced, pricePositions, sum } from './pricing.js';
import { payerOf, taxEntry, taxIdsOf, type TaxTerms, taxTermsOf } from './tax.js';

/** The fields of an invoice that follow from its lines, its discounts and where the customer is. */
export type InvoiceTotals = Pick<
  Stripe.Invoice,
  | 'amount_due'
  | 'amount_remaining'
  | 'automatic_tax'
  | 'customer_address'
  | 'customer_tax_ids'
  | 'discounts'
  | 'starting_balance'
  | 'subtotal'
  | 'subtotal_excluding_tax'
  | 'total'
  | 'total_discount_amounts'
  | 'total_excluding_tax'
  | 'total_taxes'
> & { lineData: Stripe.InvoiceLineItem[] };

export interface Bill {
  customer: Stripe.Customer;
  lines: readonly Stripe.InvoiceLineItem[];
  /** Ids of discounts that may still give something. */
  discounts: readonly string[];
  isTaxed: boolean;
}

/** Sums a bill up: lines less discounts plus tax, and what the customer's balance leaves due. */
export function totalsOf(draft: Draft, { customer, lines, discounts, isTaxed }: Bill): InvoiceTotals {
  const known = discounts.map((id) => draft.need('discounts', id, 'discounts'));
  const given = known.map(({ id, source }) => ({ id, coupon: draft.need('coupons', idOf(source.coupon ?? ''), 'coupon') }));
  const terms = isTaxed ? taxTermsOf(payerOf(draft, customer)) : null;
  const positions = lines.map((line) => ({
    amount: line.amount,
    isDiscountable: line.discountable,
    product: line.pricing?.price_details?.product ?? '',
  }));
  const priced = pricePositions(positions, { discounts: given, taxRate: terms?.rate ?? 0 });
  const subtotal = sum(positions.map(({ amount }) => amount));
  const net = sum(priced.map((entry) => entry.net));
  const tax = sum(priced.map((entry) => entry.tax));
  // A negative balance is credit: it lowers what is due, and a negative total becomes credit instead of a refund.
  const amountDue = Math.max(0, net + tax + customer.balance);
  return {
    amount_due: amountDue,
    amount_remaining: amountDue,
    automatic_tax: automaticTax(isTaxed, terms),
    customer_address: customer.address ?? null,
    customer_tax_ids: taxIdsOf(draft, customer.id).map(({ type, value }) => ({ type, value })),
    discounts: [...discounts],
    lineData: lines.map((line, index) => pricedLine(line, priced[index], terms)),
    starting_balance: customer.balance,
    subtotal,
    subtotal_excluding_tax: subtotal,
    total: net + tax,
    total_discount_amounts: discounts.map((discount) => ({ amount: sumOfDiscount(priced, discount), discount })),
    total_excluding_tax: net,
    total_taxes: terms === null ? [] : [taxEntry(terms, tax, net)],
  };
}

function automaticTax(isTaxed: boolean, terms: TaxTerms | null): Stripe.Invoice.AutomaticTax {
  return {
    disabled_reason: null,
    enabled: isTaxed,
    liability: isTaxed ? { type: 'self' } : null,
    provider: isTaxed ? 'stripe' : null,
    status: !isTaxed ? null : terms === null ? 'requires_location_inputs' : 'complete',
  };
}

function pricedLine(line: Stripe.InvoiceLineItem, priced: Priced | undefined, terms: TaxTerms | null): Stripe.InvoiceLineItem {
  if (priced === undefined) return line;
  return {
    ...line,
    discount_amounts: priced.discounts,
    discounts: priced.discounts.map(({ discount }) => discount),
    taxes: terms === null ? [] : [taxEntry(terms, priced.tax, priced.net)],
  };
}

function sumOfDiscount(priced: readonly Priced[], id: string): number {
  return sum(priced.flatMap(({ discounts }) => discounts.filter(({ discount }) => discount === id).map(({ amount }) => amount)));
}
