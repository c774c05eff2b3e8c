import type Stripe from 'stripe';
import type { Draft } from '../core/draft.js';
import { idOf } from '../objects/catalogue.js';
import { newInvoice } from '../objects/invoices.js';
import { currentPeriodEnd } from '../objects/subscriptions.js';
import { voidInvoice } from './invoicing.js';
import { nextLines } from './renewing.js';
import { updateSubscription } from './subscribing.js';

/** The invoice the next period would get now. */
export function upcomingInvoice(draft: Draft, subscription: Stripe.Subscription): Stripe.Invoice {
  return newInvoice(draft, {
    customer: draft.need('customers', idOf(subscription.customer), 'customer'),
    subscription,
    reason: 'upcoming',
    currency: subscription.currency,
    lines: nextLines(draft, subscription),
    period: { start: draft.at, end: currentPeriodEnd(subscription) },
  });
}

/** Says a week ahead what the next period will cost. */
export function announceUpcoming(draft: Draft, id: string): void {
  const subscription = draft.need('subscriptions', id);
  const told = draft.find('reminders', id);
  draft.put('reminders', { id, trialEndFor: told?.trialEndFor ?? null, upcomingFor: currentPeriodEnd(subscription) });
  draft.emit('invoice.upcoming', upcomingInvoice(draft, subscription));
}

/** Says three days ahead that a trial ends. */
export function announceTrialEnd(draft: Draft, id: string): void {
  const subscription = draft.need('subscriptions', id);
  const told = draft.find('reminders', id);
  draft.put('reminders', { id, trialEndFor: subscription.trial_end, upcomingFor: told?.upcomingFor ?? null });
  draft.emit('customer.subscription.trial_will_end', subscription);
}

/** Says a week ahead that a schedule runs out. */
export function announceExpiringSchedule(draft: Draft, id: string, end: number): void {
  draft.put('reminders', { id, trialEndFor: null, upcomingFor: end });
  draft.emit('subscription_schedule.expiring', draft.need('schedules', id));
}

function voidLatest(draft: Draft, subscription: Stripe.Subscription): void {
  const invoice = subscription.latest_invoice === null ? undefined : draft.find('invoices', idOf(subscription.latest_invoice));
  if (invoice?.status === 'open') voidInvoice(draft, invoice.id);
}

/** The first payment never came: the subscription is over before it began. */
export function expireIncomplete(draft: Draft, id: string): void {
  const subscription = draft.need('subscriptions', id);
  voidLatest(draft, subscription);
  updateSubscription(draft, subscription, { ended_at: draft.at, status: 'incomplete_expired' });
}

/** The payment of a change never came: the subscription stays what it was. */
export function expirePendingUpdate(draft: Draft, id: string): void {
  const subscription = draft.need('subscriptions', id);
  voidLatest(draft, subscription);
  draft.emit('customer.subscription.pending_update_expired', updateSubscription(draft, subscription, { pending_update: null }));
}
