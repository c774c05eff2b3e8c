import type Stripe from 'stripe';
import type { Draft } from '../core/draft.js';
import { type AcceptedCard, asksChallenge } from '../objects/cards.js';
import { idOf } from '../objects/catalogue.js';
import type { CheckoutRecord } from '../objects/checkout-record.js';
import { detailsOf } from '../objects/checkout-sessions.js';
import { createCustomer, updateCustomer } from '../objects/customers.js';
import { attachCard } from '../objects/payments.js';
import { charge, declineOf } from './charging.js';
import { subscribe } from './subscribing.js';

/** Checkout asks for 3-D Secure before it charges. */
const PRESENT = { isOffSession: false, isAuthenticated: true };

/** How an attempt to pay on the hosted page ended. */
export type CheckoutOutcome =
  { kind: 'paid'; session: Stripe.Checkout.Session } | { kind: 'declined'; message: string } | { kind: 'challenge' } | { kind: 'closed' };

export interface CheckoutPayment {
  /** Null when nothing is due and the caller asked for a card only if one is needed. */
  card: AcceptedCard | null;
  email: string;
}

/** The session as it stands now: an open one past its time is expired first. */
export function currentSession(draft: Draft, id: string): Stripe.Checkout.Session {
  const session = draft.need('checkoutSessions', id);
  return session.status === 'open' && session.expires_at <= draft.at ? expireSession(draft, session) : session;
}

/** Closes an open session for good. */
export function expireSession(draft: Draft, session: Stripe.Checkout.Session): Stripe.Checkout.Session {
  const expired = draft.put('checkoutSessions', { ...session, status: 'expired', url: null });
  draft.emit('checkout.session.expired', expired);
  return expired;
}

/** A person pressed "Subscribe". */
export function payCheckout(draft: Draft, id: string, payment: CheckoutPayment): CheckoutOutcome {
  const session = currentSession(draft, id);
  if (session.status !== 'open') return { kind: 'closed' };
  const { card, email } = payment;
  if (card !== null && asksChallenge(card.behaviour)) {
    draft.put('checkouts', { ...draft.need('checkouts', id), challenge: { card, email } });
    return { kind: 'challenge' };
  }
  return settleCheckout(draft, session, payment);
}

/** A person answered the 3-D Secure page. */
export function answerChallenge(draft: Draft, id: string, isApproved: boolean): CheckoutOutcome {
  const session = currentSession(draft, id);
  const record = draft.need('checkouts', id);
  if (session.status !== 'open' || record.challenge === null) return { kind: 'closed' };
  draft.put('checkouts', { ...record, challenge: null });
  if (isApproved) return settleCheckout(draft, session, record.challenge);
  return {
    kind: 'declined',
    message: 'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
  };
}

function settleCheckout(draft: Draft, session: Stripe.Checkout.Session, payment: CheckoutPayment): CheckoutOutcome {
  const { card, email } = payment;
  const decline = card === null ? null : declineOf(card.behaviour, PRESENT);
  const known = session.customer === null ? null : draft.need('customers', idOf(session.customer), 'customer');
  if (card !== null && decline !== null) {
    const facts = { amount: session.amount_total ?? 0, currency: session.currency ?? 'usd', customer: known, paymentMethod: null };
    charge(draft, { ...facts, behaviour: card.behaviour, description: 'Subscription creation', ...PRESENT });
    return { kind: 'declined', message: decline.message };
  }
  return {
    kind: 'paid',
    session: completeCheckout(draft, session, { ...payment, customer: known ?? openCustomer(draft, email, card?.name ?? null) }),
  };
}

function openCustomer(draft: Draft, email: string, name: string | null): Stripe.Customer {
  return createCustomer(draft, {
    email,
    name,
    phone: null,
    description: null,
    address: null,
    metadata: {},
    preferredLocales: ['en'],
    defaultPaymentMethod: null,
  });
}

function completeCheckout(
  draft: Draft,
  session: Stripe.Checkout.Session,
  payment: CheckoutPayment & { customer: Stripe.Customer },
): Stripe.Checkout.Session {
  const record = draft.need('checkouts', session.id);
  const customer = learnFrom(draft, payment, record);
  const method = payment.card === null ? null : attachCard(draft, customer, payment.card);
  const { subscription, collection } = subscribe(
    draft,
    {
      customer: customer.id,
      items: record.items.map(({ price, quantity }) => ({ price: draft.need('prices', price), quantity })),
      paymentMethod: method?.id ?? null,
      metadata: record.subscriptionMetadata,
      description: record.subscriptionDescription,
      trialEnd: record.trialDays === null ? null : draft.at + record.trialDays * 86_400,
      billingMode: record.billingMode,
      isTaxed: session.automatic_tax.enabled,
      discounts: record.discount === null ? [] : [{ ...record.discount, checkoutSession: session.id }],
    },
    PRESENT,
  );
  const done = draft.put('checkoutSessions', {
    ...session,
    customer: customer.id,
    customer_details: detailsOf(customer, customer.email),
    invoice: collection.invoice.id,
    payment_status: collection.invoice.amount_due === 0 ? 'no_payment_required' : 'paid',
    status: 'complete',
    subscription: subscription.id,
    url: null,
  });
  draft.emit('checkout.session.completed', done);
  return done;
}

/** What Checkout learns about a customer: a missing e-mail, the address, and the name when asked to. */
function learnFrom(draft: Draft, payment: CheckoutPayment & { customer: Stripe.Customer }, record: CheckoutRecord): Stripe.Customer {
  const { customer, email, card } = payment;
  const takesName = record.takesNameFromCard && card !== null && customer.name !== card.name;
  const patch = {
    ...(customer.email === null ? { email } : {}),
    ...(takesName ? { name: card.name } : {}),
    ...(record.address === null ? {} : { address: record.address }),
  };
  return Object.keys(patch).length === 0 ? customer : updateCustomer(draft, customer, patch);
}
