import type Stripe from 'stripe';
import type { Draft } from '../core/draft.js';
import { StripeProblem } from '../core/problem.js';
import { idOf } from '../objects/catalogue.js';
import { previousOf } from '../objects/customers.js';
import { newInvoice } from '../objects/invoices.js';
import { periodLine } from '../objects/lines.js';
import { payerOf, taxTermsOf } from '../objects/tax.js';
import { isMetered } from '../objects/meters.js';
import { newSubscription, type NewSubscription } from '../objects/subscriptions.js';
import type { Presence } from './charging.js';
import { activeDiscounts, type DiscountSource, startDiscounts } from './discounting.js';
import { type Collection, collectInvoice, finalizeInvoice, openPayment } from './invoicing.js';

/** Changes a subscription and says what it was before; says nothing when nothing changed. */
export function updateSubscription(
  draft: Draft,
  subscription: Stripe.Subscription,
  patch: Partial<Stripe.Subscription>,
): Stripe.Subscription {
  const previous = previousOf(subscription, patch);
  if (Object.keys(previous).length === 0) return subscription;
  // A finished invoice may have used discounts up since the caller read the subscription.
  const { discounts } = draft.find('subscriptions', subscription.id) ?? subscription;
  const next = draft.put('subscriptions', { ...subscription, discounts, ...patch });
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

/** Refuses what could never be billed: tax is wanted, and nobody knows where the customer is. */
function requireTaxLocation(draft: Draft, customer: Stripe.Customer): void {
  if (taxTermsOf(payerOf(draft, customer)) !== null) return;
  const message = "The customer's location isn't recognized. Set a valid customer address in order to automatically calculate tax.";
  throw new StripeProblem(400, message, { code: 'customer_tax_location_invalid', param: 'automatic_tax[enabled]' });
}

/** Starts a subscription: first invoice, first payment; without one it stays `incomplete`. */
export function subscribe(
  draft: Draft,
  facts: NewSubscription & { discounts?: readonly DiscountSource[] },
  how: Presence & { isUncharged?: boolean },
): { subscription: Stripe.Subscription; collection: Collection } {
  const customer = draft.need('customers', facts.customer, 'customer');
  if (facts.isTaxed === true) requireTaxLocation(draft, customer);
  const planned = newSubscription(draft, facts);
  const fresh = { ...planned, discounts: startDiscounts(draft, planned, facts.discounts ?? []) };
  const isTrial = fresh.status === 'trialing';
  const invoice = newInvoice(draft, {
    customer,
    subscription: fresh,
    reason: 'subscription_create',
    currency: fresh.currency,
    lines: fresh.items.data
      .filter(({ price }) => !isMetered(price))
      .map((item) => periodLine(draft, item, { start: item.current_period_start, end: item.current_period_end }, isTrial)),
    period: { start: draft.at, end: draft.at },
    discounts: activeDiscounts(draft, fresh.discounts, draft.at),
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
