import type Stripe from 'stripe';
import type { Draft } from '../core/draft.js';

export interface NewRefund {
  charge: Stripe.Charge;
  /** Minor units of the charge's currency. */
  amount: number;
  reason: Stripe.Refund.Reason | null;
  metadata: Record<string, string>;
}

/** Money on its way back to a card; cards are refunded at once here. */
export function newRefund(draft: Draft, { charge, amount, reason, metadata }: NewRefund): Stripe.Refund {
  return {
    id: draft.newId('re_'),
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: draft.at,
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: {
      card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
      type: 'card',
    },
    metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  } satisfies Stripe.Refund;
}
