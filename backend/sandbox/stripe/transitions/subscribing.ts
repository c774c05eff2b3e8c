import type Stripe from 'stripe';
import type { Draft } from '../core/draft.js';
import { idOf } from '../objects/catalogue.js';
import { previousOf } from '../objects/customers.js';
import { newInvoice } from '../objects/invoices.js';
import { periodLine } from '../objects/lines.js';
import { newSubscription, type NewSubscription } from '../objects/subscriptions.js';
import type { Presence } from './charging.js';
import { type Collection, collectInvoice, finalizeInvoice, openPayment } from './invoicing.js';

/** Changes a subscription and says what it was before; says nothing when nothing changed. */
export function updateSubscription(
  draft: Draft,
  subscription: Stripe.Subscription,
  patch: Partial<Stripe.Subscription>,
): Stripe.Subscription {
  const previous = previousOf(subscription, patch);
  if (Object.keys(previous).length === 0) return subscription;
  const next = draft.put('subscriptions', { ...subscription, ...patch });
  draft.emit('customer.subscription.updated', next, previous);
  return next;
}

/** The card a subscription is charged to: its own, else the customer's default. */
export function methodOf(draft: Draft, subscription: Stripe.Subscription): string | null {
  const own = subscription.default_payment_method;
  if (own !== null) return idOf(own);
  const fallback = draft.find('customers', idOf(subscription.customer))?.invoice_settings.default_payment_method;
  return fallback === null || fallback === undefined ? null : idOf(fallback);
}

/** Starts a subscription: first invoice, first payment; without one it stays `incomplete`. */
export function subscribe(
  draft: Draft,
  facts: NewSubscription,
  how: Presence & { isUncharged?: boolean },
): { subscription: Stripe.Subscription; collection: Collection } {
  const customer = draft.need('customers', facts.customer, 'customer');
  const fresh = newSubscription(draft, facts);
  const isTrial = fresh.status === 'trialing';
  const invoice = newInvoice(draft, {
    customer,
    subscription: fresh,
    reason: 'subscription_create',
    currency: fresh.currency,
    lines: fresh.items.data.map((item) =>
      periodLine(draft, item, { start: item.current_period_start, end: item.current_period_end }, isTrial),
    ),
    period: { start: draft.at, end: draft.at },
  });
  const subscription = draft.put('subscriptions', { ...fresh, latest_invoice: invoice.id });
  if (customer.currency !== fresh.currency) draft.put('customers', { ...customer, currency: fresh.currency });
  draft.emit('customer.subscription.created', subscription);
  const open = finalizeInvoice(draft, invoice);
  // `default_incomplete` leaves the first payment to the client.
  if (how.isUncharged === true && open.amount_due > 0) return { subscription, collection: openPayment(draft, open) };
  const collection = collectInvoice(draft, open, { method: methodOf(draft, subscription), ...how });
  if (isTrial || collection.decline !== null) return { subscription, collection };
  return { subscription: updateSubscription(draft, subscription, { status: 'active' }), collection };
}
