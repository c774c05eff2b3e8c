import type Stripe from 'stripe';
import { StripeProblem } from '../core/problem.js';
import type { Draft } from '../core/draft.js';
import { periodEnd } from '../core/periods.js';
import { idOf } from '../objects/catalogue.js';
import { newInvoice } from '../objects/invoices.js';
import { periodLine } from '../objects/lines.js';
import { isMetered } from '../objects/meters.js';
import { currentPeriodEnd, withItems } from '../objects/subscriptions.js';
import { cancelNow } from './cancelling.js';
import { activeDiscounts } from './discounting.js';
import { collectInvoice, finalizeInvoice } from './invoicing.js';
import { usageLines } from './metering.js';
import { methodOf, updateSubscription } from './subscribing.js';

const RENEWABLE = ['active', 'trialing', 'past_due'];

/** Whether a subscription has a next period. */
export function isRenewable(subscription: Stripe.Subscription): boolean {
  return RENEWABLE.includes(subscription.status);
}

/** The items moved on to the period that follows the running one. */
export function nextItems(subscription: Stripe.Subscription): Stripe.SubscriptionItem[] {
  return subscription.items.data.map((item) => {
    const start = item.current_period_end;
    const cadence = item.price.recurring ?? { interval: 'month', interval_count: 1 };
    return { ...item, current_period_start: start, current_period_end: periodEnd(subscription.billing_cycle_anchor, cadence, start) };
  });
}

/** What the next period's invoice bills: waiting prorations, then the period itself. */
export function nextLines(draft: Draft, subscription: Stripe.Subscription): Stripe.InvoiceLineItem[] {
  const pending = draft.find('pendingLines', subscription.id)?.lines ?? [];
  const periods = nextItems(subscription)
    .filter(({ price }) => !isMetered(price))
    .map((item) => periodLine(draft, item, { start: item.current_period_start, end: item.current_period_end }));
  return [...pending, ...usageLines(draft, subscription), ...periods];
}

/** The running period ends: the subscription ends with it, or the next one is billed and the card charged. */
export function renew(draft: Draft, id: string): Stripe.Subscription {
  const subscription = draft.need('subscriptions', id);
  if (!isRenewable(subscription)) throw new StripeProblem(400, `A ${subscription.status} subscription does not renew.`);
  if (subscription.cancel_at_period_end) return billLastUsage(draft, cancelNow(draft, subscription), currentPeriodEnd(subscription));
  const ended = {
    start: Math.min(...subscription.items.data.map((item) => item.current_period_start)),
    end: currentPeriodEnd(subscription),
  };
  const invoice = newInvoice(draft, {
    customer: draft.need('customers', idOf(subscription.customer), 'customer'),
    subscription,
    reason: 'subscription_cycle',
    currency: subscription.currency,
    lines: nextLines(draft, subscription),
    period: ended,
    discounts: activeDiscounts(draft, subscription.discounts, ended.end),
  });
  draft.put('invoices', invoice);
  draft.remove('pendingLines', id);
  const moved = updateSubscription(draft, subscription, {
    ...withItems(subscription, nextItems(subscription)),
    latest_invoice: invoice.id,
    status: subscription.status === 'trialing' ? 'active' : subscription.status,
  });
  const { decline } = collectInvoice(draft, finalizeInvoice(draft, invoice), { method: methodOf(draft, moved), isOffSession: true });
  return updateSubscription(draft, moved, { status: decline === null ? 'active' : 'past_due' });
}

/** The last period's usage gets an invoice of its own when the subscription is over; without usage there is none. */
export function billLastUsage(draft: Draft, subscription: Stripe.Subscription, end: number): Stripe.Subscription {
  const lines = usageLines(draft, subscription, end).filter((line) => line.amount !== 0);
  if (lines.length === 0) return subscription;
  const start = Math.min(...subscription.items.data.map((item) => item.current_period_start));
  const invoice = newInvoice(draft, {
    customer: draft.need('customers', idOf(subscription.customer), 'customer'),
    subscription,
    reason: 'subscription_cycle',
    currency: subscription.currency,
    lines,
    period: { start, end },
    discounts: activeDiscounts(draft, subscription.discounts, end),
  });
  draft.put('invoices', invoice);
  collectInvoice(draft, finalizeInvoice(draft, invoice), { method: methodOf(draft, subscription), isOffSession: true });
  return updateSubscription(draft, subscription, { latest_invoice: invoice.id });
}
