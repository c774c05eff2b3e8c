import type Stripe from 'stripe';
import type { Draft } from '../core/draft.js';
import type { AcceptedCard } from '../objects/cards.js';
import { idOf } from '../objects/catalogue.js';
import { updateCustomer } from '../objects/customers.js';
import { attachCard } from '../objects/payments.js';
import { cancelNow, periodEndPatch } from './cancelling.js';
import { updateSubscription } from './subscribing.js';

/** The session a portal page belongs to, with what it may do. */
export function portalOf(
  draft: Draft,
  id: string,
): { session: Stripe.BillingPortal.Session; configuration: Stripe.BillingPortal.Configuration } {
  const session = draft.need('portalSessions', id);
  return { session, configuration: draft.need('portalConfigurations', idOf(session.configuration)) };
}

/**
 * Saves a card as the customer's default. A subscription that names a card of its own keeps it, as at Stripe:
 * whoever listens must move it (stripe.md D5).
 */
export function replaceCard(draft: Draft, customerId: string, card: AcceptedCard): Stripe.PaymentMethod {
  const customer = draft.need('customers', customerId);
  const method = attachCard(draft, customer, card);
  updateCustomer(draft, customer, { invoice_settings: { ...customer.invoice_settings, default_payment_method: method.id } });
  return method;
}

/** Ends or keeps a plan from the portal, in the way the configuration allows. */
export function setEnding(draft: Draft, sessionId: string, wish: { subscription: string; isEnding: boolean }): void {
  const { session, configuration } = portalOf(draft, sessionId);
  const subscription = draft.find('subscriptions', wish.subscription);
  const cancel = configuration.features.subscription_cancel;
  if (subscription === undefined || subscription.customer !== session.customer || subscription.ended_at !== null || !cancel.enabled) return;
  if (wish.isEnding && cancel.mode === 'immediately') cancelNow(draft, subscription);
  else updateSubscription(draft, subscription, periodEndPatch(draft, subscription, wish.isEnding));
}
