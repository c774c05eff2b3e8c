import Stripe from 'stripe';
import type { Draft } from '../core/draft.js';
import { idOf, productName } from './catalogue.js';
import { formatDate, formatMoney } from './formats.js';
import { meteredAmount } from './meters.js';

export interface Period {
  start: number;
  end: number;
}

interface LineFacts {
  amount: number;
  description: string;
  isProration: boolean;
  item: string;
  period: Period;
  price: Stripe.Price;
  quantity: number;
  subscription: string | null;
}

/** One invoice line that comes from a subscription item. */
function newLine(draft: Draft, facts: LineFacts): Stripe.InvoiceLineItem {
  const quantity = Stripe.Decimal.from(facts.quantity);
  return {
    id: draft.newId('il_'),
    object: 'line_item',
    amount: facts.amount,
    currency: facts.price.currency,
    description: facts.description,
    discount_amounts: [],
    discountable: !facts.isProration,
    discounts: [],
    invoice: null,
    livemode: false,
    metadata: {},
    parent: {
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: null,
        proration: facts.isProration,
        proration_details: facts.isProration ? { credited_items: null } : null,
        subscription: facts.subscription,
        subscription_item: facts.item,
      },
      type: 'subscription_item_details',
    },
    period: facts.period,
    pretax_credit_amounts: [],
    pricing: {
      price_details: { price: facts.price.id, product: idOf(facts.price.product) },
      type: 'price_details',
      unit_amount_decimal: facts.price.unit_amount_decimal,
    },
    quantity: facts.quantity,
    quantity_decimal: quantity,
    subscription: facts.subscription,
    subtotal: facts.amount,
    taxes: [],
  } satisfies Stripe.InvoiceLineItem;
}

/** What a subscription item costs for one period; free while in trial. */
export function periodLine(draft: Draft, item: Stripe.SubscriptionItem, period: Period, isTrial = false): Stripe.InvoiceLineItem {
  const { price } = item;
  const quantity = item.quantity ?? 1;
  const name = productName(draft, price);
  const unit = price.unit_amount ?? 0;
  const cost = `${formatMoney(unit, price.currency)} / ${price.recurring?.interval ?? 'once'}`;
  return newLine(draft, {
    amount: isTrial ? 0 : unit * quantity,
    description: isTrial ? `Trial period for ${name}` : `${quantity} × ${name} (at ${cost})`,
    isProration: false,
    item: item.id,
    period,
    price,
    quantity,
    subscription: item.subscription,
  });
}

/** What a metered item's usage came to in the period that ended. */
export function usageLine(
  draft: Draft,
  item: Stripe.SubscriptionItem,
  usage: { period: Period; quantity: number },
): Stripe.InvoiceLineItem {
  const { price } = item;
  const unit = formatMoney(Number(price.unit_amount_decimal ?? price.unit_amount ?? 0), price.currency);
  return newLine(draft, {
    amount: meteredAmount(price, usage.quantity),
    description: `${usage.quantity} × ${productName(draft, price)} (at ${unit} / ${price.recurring?.interval ?? 'once'})`,
    isProration: false,
    item: item.id,
    period: usage.period,
    price,
    quantity: usage.quantity,
    subscription: item.subscription,
  });
}

/** From which second a change counts, and whether its days are free. */
export interface Share {
  at: number;
  isTrial: boolean;
}

/** The part of a period's price that falls after `at`, to the second. */
function shareAfter(item: Stripe.SubscriptionItem, { at, isTrial }: Share): number {
  if (isTrial) return 0;
  const amount = (item.price.unit_amount ?? 0) * (item.quantity ?? 1);
  const whole = item.current_period_end - item.current_period_start;
  const left = Math.max(0, Math.min(whole, item.current_period_end - at));
  return Math.round((amount * left) / whole);
}

/** Gives back the unused rest of an item's period. */
export function creditLine(draft: Draft, item: Stripe.SubscriptionItem, share: Share): Stripe.InvoiceLineItem {
  const quantity = item.quantity ?? 1;
  return newLine(draft, {
    // A plain zero, never a negative one, where there is nothing to give back.
    amount: 0 - shareAfter(item, share),
    description: `Unused time on ${productName(draft, item.price)} after ${formatDate(share.at)}`,
    isProration: true,
    item: item.id,
    period: { start: share.at, end: item.current_period_end },
    price: item.price,
    quantity,
    subscription: item.subscription,
  });
}

/** Charges an item for the rest of its running period. */
export function remainderLine(draft: Draft, item: Stripe.SubscriptionItem, share: Share): Stripe.InvoiceLineItem {
  const quantity = item.quantity ?? 1;
  return newLine(draft, {
    amount: shareAfter(item, share),
    description: `Remaining time on ${productName(draft, item.price)} after ${formatDate(share.at)}`,
    isProration: true,
    item: item.id,
    period: { start: share.at, end: item.current_period_end },
    price: item.price,
    quantity,
    subscription: item.subscription,
  });
}
