import type Stripe from 'stripe';
import type { Draft } from '../core/draft.js';
import { invalidParameter, missingResource, StripeProblem } from '../core/problem.js';
import { idOf } from '../objects/catalogue.js';
import { chargeOfInvoice } from '../objects/charges.js';
import { previousOf } from '../objects/customers.js';
import { formatMoney } from '../objects/formats.js';
import { newRefund } from '../objects/refunds.js';

export interface RefundWish {
  /** Minor units; everything that is left when absent. */
  amount?: number | undefined;
  reason?: Stripe.Refund.Reason | undefined;
  metadata?: Record<string, string> | undefined;
}

/** The charge behind an id that may be a charge's, a payment intent's or an invoice's. */
export function chargeBehind(draft: Draft, id: string): Stripe.Charge {
  const charge = draft.find('charges', id) ?? chargeOfInvoice(draft.state, id);
  if (charge) return charge;
  const latest = draft.find('paymentIntents', id)?.latest_charge ?? null;
  if (latest === null) throw missingResource('charge', id, 'id');
  return draft.need('charges', idOf(latest));
}

/** Gives money back; never more than the charge took. */
export function refundCharge(draft: Draft, charge: Stripe.Charge, wish: RefundWish): Stripe.Refund {
  if (charge.status !== 'succeeded') throw invalidParameter(`Charge ${charge.id} did not succeed and cannot be refunded.`, 'charge');
  if (charge.disputed) {
    const message = `Charge ${charge.id} has been charged back; cannot issue a refund.`;
    throw new StripeProblem(400, message, { code: 'charge_disputed', param: 'charge' });
  }
  const left = charge.amount - charge.amount_refunded;
  if (left === 0) {
    throw new StripeProblem(400, `Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded', param: 'charge' });
  }
  const amount = wish.amount ?? left;
  if (amount < 1) throw invalidParameter('Invalid positive integer', 'amount', 'parameter_invalid_integer');
  if (amount > left) {
    const [asked, rest] = [amount, left].map((minor) => formatMoney(minor, charge.currency));
    throw new StripeProblem(400, `Refund amount (${asked ?? ''}) is greater than unrefunded amount on charge (${rest ?? ''})`, {
      param: 'amount',
    });
  }
  const refund = newRefund(draft, { charge, amount, reason: wish.reason ?? null, metadata: wish.metadata ?? {} });
  draft.put('refunds', refund);
  draft.emit('refund.created', refund);
  const refunded = setRefunded(draft, charge, charge.amount_refunded + amount);
  draft.emit('charge.refunded', refunded, previousOf(charge, { amount_refunded: refunded.amount_refunded, refunded: refunded.refunded }));
  return refund;
}

function setRefunded(draft: Draft, charge: Stripe.Charge, amount: number): Stripe.Charge {
  return draft.put('charges', { ...charge, amount_refunded: amount, refunded: amount === charge.amount });
}

/** The bank sends a refund back: the money is the merchant's again. */
export function failRefund(draft: Draft, id: string): Stripe.Refund {
  const refund = draft.need('refunds', id);
  if (refund.status === 'failed') throw new StripeProblem(400, `Refund ${id} has failed already.`);
  const failed = draft.put('refunds', { ...refund, status: 'failed', failure_reason: 'lost_or_stolen_card' });
  if (refund.charge !== null) {
    const charge = draft.need('charges', idOf(refund.charge), 'charge');
    setRefunded(draft, charge, charge.amount_refunded - refund.amount);
  }
  draft.emit('refund.updated', failed, { status: refund.status });
  draft.emit('refund.failed', failed);
  return failed;
}

/** Only a refund that waits for the customer can be called off, and card refunds never wait. */
export function cancelRefund(draft: Draft, id: string): Stripe.Refund {
  const refund = draft.need('refunds', id);
  if (refund.status === 'requires_action') {
    const canceled = draft.put('refunds', { ...refund, status: 'canceled' });
    draft.emit('refund.updated', canceled, { status: refund.status });
    return canceled;
  }
  throw new StripeProblem(
    400,
    `You cannot cancel a refund with status ${String(refund.status)}: only refunds with status requires_action can be.`,
  );
}
