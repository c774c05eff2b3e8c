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
import { collectInvoice, customerOf, finalizeInvoice, subscriptionOf } from './invoicing.js';
import { usageLines } from './metering.js';
import { enterPhase, withNextPhase } from './phases.js';
import { afterAttempt } from './settling.js';
import { methodOf, updateSubscription } from './subscribing.js';

const RENEWABLE = ['active', 'trialing', 'past_due'];
/** How long a cycle's invoice stays a draft, in seconds. */
const DRAFT_LIFE = 3600;

/** Whether a subscription has a next period. */
export function isRenewable(subscription: Stripe.Subscription): boolean {
  return RENEWABLE.includes(subscription.status);
}

function isEnding(item: Stripe.SubscriptionItem, subscription: Stripe.Subscription): boolean {
  return item.current_period_end === currentPeriodEnd(subscription);
}

/** The items moved on to the period that follows the running one; those whose period goes on longer stay. */
export function nextItems(subscription: Stripe.Subscription): Stripe.SubscriptionItem[] {
  return subscription.items.data.map((item) => {
    if (!isEnding(item, subscription)) return item;
    const start = item.current_period_end;
    const cadence = item.price.recurring ?? { interval: 'month', interval_count: 1 };
    return { ...item, current_period_start: start, current_period_end: periodEnd(subscription.billing_cycle_anchor, cadence, start) };
  });
}

/**
 * What the next period's invoice bills: waiting prorations, then the period itself, at the prices of a scheduled phase.
 *
 * @param planned the prorations of a change that is only being thought of
 */
export function nextLines(
  draft: Draft,
  subscription: Stripe.Subscription,
  planned: readonly Stripe.InvoiceLineItem[] = [],
): Stripe.InvoiceLineItem[] {
  const pending = draft.find('pendingLines', subscription.id)?.lines ?? [];
  const next = withNextPhase(draft, subscription);
  const ending = new Set(next.items.data.filter((item) => isEnding(item, next)).map(({ id }) => id));
  const periods = nextItems(next)
    .filter(({ id, price }) => ending.has(id) && !isMetered(price))
    .map((item) => periodLine(draft, item, { start: item.current_period_start, end: item.current_period_end }));
  return [...pending, ...planned, ...usageLines(draft, subscription), ...periods];
}

/** The running period ends now, for a demonstration: draft, finalisation and first attempt are one step. */
export function renew(draft: Draft, id: string): Stripe.Subscription {
  const subscription = draft.need('subscriptions', id);
  if (!isRenewable(subscription)) throw new StripeProblem(400, `A ${subscription.status} subscription does not renew.`);
  const invoice = endPeriod(draft, id);
  return invoice === null ? draft.need('subscriptions', id) : finishCycle(draft, invoice.id);
}

/** The running period ends: the subscription ends or pauses with it, or a draft invoice bills the next one. */
export function endPeriod(draft: Draft, id: string): Stripe.Invoice | null {
  const subscription = draft.need('subscriptions', id);
  if (subscription.cancel_at_period_end) {
    billLastUsage(draft, cancelNow(draft, subscription), currentPeriodEnd(subscription));
    return null;
  }
  const isTrialOver = subscription.status === 'trialing';
  const onEnd = subscription.trial_settings?.end_behavior.missing_payment_method;
  if (isTrialOver && onEnd !== 'create_invoice' && methodOf(draft, subscription) === null) {
    if (onEnd === 'cancel') cancelNow(draft, subscription);
    else draft.emit('customer.subscription.paused', updateSubscription(draft, subscription, { status: 'paused' }));
    return null;
  }
  return beginCycle(draft, subscription);
}

function beginCycle(draft: Draft, subscription: Stripe.Subscription): Stripe.Invoice | null {
  const lines = nextLines(draft, subscription);
  const phased = enterPhase(draft, subscription);
  if (phased === null) return null;
  const isUnpaid = phased.status === 'unpaid';
  const invoice = {
    ...newInvoice(draft, {
      customer: draft.need('customers', idOf(phased.customer), 'customer'),
      subscription: phased,
      reason: 'subscription_cycle',
      currency: phased.currency,
      lines,
      period: { start: Math.min(...phased.items.data.map((item) => item.current_period_start)), end: currentPeriodEnd(phased) },
      discounts: activeDiscounts(draft, phased.discounts, currentPeriodEnd(phased)),
    }),
    // While earlier invoices stay unpaid, the next ones wait as drafts.
    auto_advance: !isUnpaid,
    automatically_finalizes_at: isUnpaid ? null : draft.at + DRAFT_LIFE,
  };
  draft.put('invoices', invoice);
  draft.emit('invoice.created', invoice);
  draft.remove('pendingLines', phased.id);
  updateSubscription(draft, subscription, {
    schedule: phased.schedule,
    ...(phased.schedule !== null && { discounts: phased.discounts }),
    ...withItems(phased, nextItems(phased)),
    latest_invoice: invoice.id,
    status: phased.status === 'trialing' ? 'active' : phased.status,
  });
  return invoice;
}

/** A cycle's draft is finalised and charged. */
export function finishCycle(draft: Draft, id: string): Stripe.Subscription {
  const invoice = draft.need('invoices', id);
  const subscription = draft.need('subscriptions', subscriptionOf(invoice) ?? '');
  const { balance } = draft.need('customers', customerOf(invoice), 'customer');
  // Credit may have come or gone while the invoice was a draft.
  const due = Math.max(0, invoice.total + balance);
  const current = { ...invoice, amount_due: due, amount_remaining: due, starting_balance: balance };
  const open = finalizeInvoice(draft, current, true);
  return afterAttempt(
    draft,
    subscription.id,
    collectInvoice(draft, open, { method: methodOf(draft, subscription), isOffSession: true, isAutomatic: true }),
  );
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
