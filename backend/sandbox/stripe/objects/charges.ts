import type Stripe from 'stripe';
import type { Draft } from '../core/draft.js';
import type { SandboxState } from '../core/state.js';
import { idOf } from './catalogue.js';

export interface NewCharge {
  intent: Stripe.PaymentIntent;
  method: Stripe.PaymentMethod | null;
  /** The issuer's refusal; null when the money came. */
  failure: { code: string; declineCode: string; message: string } | null;
}

/** One try to take money with an intent, as the account's books show it. */
export function newCharge(draft: Draft, { intent, method, failure }: NewCharge): Stripe.Charge {
  const id = draft.newId('ch_');
  return {
    id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: failure === null ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: method?.billing_details ?? { address: null, email: null, name: null, phone: null, tax_id: null },
    calculated_statement_descriptor: 'ORBISVOICE SANDBOX',
    captured: failure === null,
    created: draft.at,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: failure?.code ?? null,
    failure_message: failure?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: {},
    on_behalf_of: null,
    outcome: outcomeOf(failure),
    paid: failure === null,
    payment_intent: intent.id,
    payment_method: method?.id ?? null,
    payment_method_details: cardDetailsOf(method, intent.amount),
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: failure === null ? `${draft.circumstance.baseUrl}/receipts/${id}` : null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: failure === null ? 'succeeded' : 'failed',
    transfer_data: null,
    transfer_group: null,
  } satisfies Stripe.Charge;
}

function outcomeOf(failure: NewCharge['failure']): Stripe.Charge.Outcome {
  const isApproved = failure === null;
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: isApproved ? 'approved_by_network' : 'declined_by_network',
    reason: failure?.declineCode ?? null,
    risk_level: 'normal',
    risk_score: 20,
    seller_message: isApproved ? 'Payment complete.' : 'The bank did not return any further details with this decline.',
    type: isApproved ? 'authorized' : 'issuer_declined',
  } satisfies Stripe.Charge.Outcome;
}

function cardDetailsOf(method: Stripe.PaymentMethod | null, amount: number): Stripe.Charge.PaymentMethodDetails | null {
  const card = method?.card;
  if (!card) return null;
  return {
    card: {
      amount_authorized: amount,
      authorization_code: null,
      brand: card.brand,
      checks: card.checks,
      country: card.country,
      electronic_commerce_indicator: null,
      exp_month: card.exp_month,
      exp_year: card.exp_year,
      fingerprint: card.fingerprint ?? null,
      funding: card.funding,
      installments: null,
      last4: card.last4,
      mandate: null,
      network: card.brand,
      network_transaction_id: null,
      regulated_status: 'unregulated',
      three_d_secure: null,
      transaction_link_id: null,
      wallet: null,
    },
    type: 'card',
  } satisfies Stripe.Charge.PaymentMethodDetails;
}

/** The charge that paid an invoice, by way of its payment and intent; null when nothing was charged. */
export function chargeOfInvoice(state: SandboxState, invoice: string): Stripe.Charge | null {
  const payment = Object.values(state.invoicePayments).find((entry) => entry.invoice === invoice && entry.status === 'paid');
  const intent = payment?.payment.payment_intent;
  if (intent === undefined) return null;
  const charge = state.paymentIntents[idOf(intent)]?.latest_charge ?? null;
  return charge === null ? null : (state.charges[idOf(charge)] ?? null);
}

/** The invoice a charge paid; null when it paid none. */
export function invoiceOfCharge(state: SandboxState, charge: Stripe.Charge): Stripe.Invoice | null {
  const intent = charge.payment_intent;
  const payment = Object.values(state.invoicePayments).find(
    ({ payment: paid }) => intent !== null && paid.payment_intent !== undefined && idOf(paid.payment_intent) === idOf(intent),
  );
  return payment === undefined ? null : (state.invoices[idOf(payment.invoice)] ?? null);
}
