import type Stripe from 'stripe';
import type { Draft } from '../core/draft.js';
import type { CardBehaviour } from '../objects/cards.js';
import { newCharge } from '../objects/charges.js';
import { newPaymentIntent } from '../objects/payments.js';

/** Who is there when a card is charged. */
export interface Presence {
  /** Nobody is at the screen: a renewal, not a purchase. */
  isOffSession: boolean;
  /** The 3-D Secure page was answered for this very payment. */
  isAuthenticated?: boolean;
}

export interface Charge extends Presence {
  amount: number;
  currency: string;
  customer: Stripe.Customer | null;
  paymentMethod: Stripe.PaymentMethod | null;
  behaviour: CardBehaviour | null;
  description: string | null;
  /** An earlier, failed intent that is tried again. */
  intent?: Stripe.PaymentIntent | undefined;
}

export interface Decline {
  code: 'card_declined' | 'expired_card' | 'authentication_required';
  declineCode: string;
  message: string;
}

export interface ChargeOutcome {
  intent: Stripe.PaymentIntent;
  /** Null when the money came. */
  decline: Decline | null;
}

/** What a card's issuer says; null is yes. */
export function declineOf(behaviour: CardBehaviour | null, { isOffSession, isAuthenticated = false }: Presence): Decline | null {
  const generic: Decline = { code: 'card_declined', declineCode: 'generic_decline', message: 'Your card was declined.' };
  switch (behaviour) {
    case 'generic_decline':
      return generic;
    case 'insufficient_funds':
      return { code: 'card_declined', declineCode: 'insufficient_funds', message: 'Your card has insufficient funds.' };
    case 'fails_later':
      return isOffSession ? generic : null;
    case 'expired':
      return { code: 'expired_card', declineCode: 'expired_card', message: 'Your card has expired.' };
    case 'always_challenge':
      if (isAuthenticated) return null;
      return {
        code: 'authentication_required',
        declineCode: 'authentication_required',
        message: 'Your card was declined. This transaction requires authentication.',
      };
    case 'pays':
    case 'asks_challenge':
      return null;
    case null:
      return { ...generic, declineCode: 'no_payment_method', message: 'There is no payment method to charge.' };
  }
}

/** Tries to take money, and tells the world how it went. */
export function charge(draft: Draft, facts: Charge): ChargeOutcome {
  const decline = declineOf(facts.behaviour, facts);
  const intent = facts.intent ?? createIntent(draft, facts);
  const method = facts.paymentMethod?.id ?? intent.payment_method;
  const latest = recordCharge(draft, facts, { intent, decline });
  if (decline === null) {
    const paid = draft.put('paymentIntents', {
      ...intent,
      amount_received: intent.amount,
      last_payment_error: null,
      latest_charge: latest,
      next_action: null,
      payment_method: method,
      status: 'succeeded',
    });
    draft.emit('payment_intent.succeeded', paid);
    return { intent: paid, decline: null };
  }
  if (decline.code === 'authentication_required') {
    const waiting = draft.put('paymentIntents', {
      ...intent,
      next_action: { type: 'use_stripe_sdk', use_stripe_sdk: {} },
      payment_method: method,
      status: 'requires_action',
    });
    draft.emit('payment_intent.requires_action', waiting);
    return { intent: waiting, decline };
  }
  const failed = draft.put('paymentIntents', {
    ...intent,
    last_payment_error: {
      code: decline.code,
      decline_code: decline.declineCode,
      doc_url: `https://stripe.com/docs/error-codes/${decline.code.replaceAll('_', '-')}`,
      message: decline.message,
      ...(facts.paymentMethod === null ? {} : { payment_method: facts.paymentMethod }),
      type: 'card_error',
    },
    latest_charge: latest,
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  });
  draft.emit('payment_intent.payment_failed', failed);
  return { intent: failed, decline };
}

/** Every try that reaches an issuer leaves a charge; without a card there is nobody to ask. */
function recordCharge(draft: Draft, facts: Charge, { intent, decline }: ChargeOutcome): Stripe.PaymentIntent['latest_charge'] {
  if (facts.behaviour === null) return intent.latest_charge;
  const made = draft.put('charges', newCharge(draft, { intent, method: facts.paymentMethod, failure: decline }));
  if (decline === null) draft.emit('charge.succeeded', made);
  else draft.emit('charge.failed', made);
  return made.id;
}

/** Opens the intent of a payment. */
export function createIntent(draft: Draft, facts: Charge): Stripe.PaymentIntent {
  const intent = newPaymentIntent(draft, {
    amount: facts.amount,
    currency: facts.currency,
    customer: facts.customer?.id ?? null,
    paymentMethod: facts.paymentMethod?.id ?? null,
    description: facts.description,
    receiptEmail: facts.customer?.email ?? null,
    isOffSession: facts.isOffSession,
  });
  draft.put('paymentIntents', intent);
  draft.emit('payment_intent.created', intent);
  return intent;
}
