import type Stripe from 'stripe';
import type { Draft } from '../core/draft.js';
import { apiList } from '../core/wire.js';
import { totalsOf } from './invoice-totals.js';

export interface NewInvoice {
  customer: Stripe.Customer;
  subscription: Pick<Stripe.Subscription, 'automatic_tax' | 'id' | 'metadata'> | null;
  reason: 'subscription_create' | 'subscription_cycle' | 'subscription_update' | 'upcoming';
  currency: string;
  lines: readonly Stripe.InvoiceLineItem[];
  /** Stripe's invoice period looks back (what was used); what is being bought is on the lines. */
  period: { start: number; end: number };
  prorationDate?: number | undefined;
  /** Ids of the discounts that apply. */
  discounts?: readonly string[] | undefined;
  isTaxed?: boolean | undefined;
}

/** What no transition has touched yet on a draft. */
const UNTOUCHED = {
  account_country: 'US',
  account_name: 'OrbisVoice sandbox',
  account_tax_ids: null,
  amount_overpaid: 0,
  amount_shipping: 0,
  application: null,
  attempt_count: 0,
  attempted: false,
  auto_advance: true,
  automatically_finalizes_at: null,
  custom_fields: null,
  customer_account: null,
  customer_shipping: null,
  default_payment_method: null,
  default_source: null,
  default_tax_rates: [],
  description: null,
  due_date: null,
  effective_at: null,
  ending_balance: null,
  footer: null,
  from_invoice: null,
  hosted_invoice_url: null,
  invoice_pdf: null,
  last_finalization_error: null,
  latest_revision: null,
  next_payment_attempt: null,
  number: null,
  on_behalf_of: null,
  post_payment_credit_notes_amount: 0,
  pre_payment_credit_notes_amount: 0,
  receipt_number: null,
  rendering: null,
  shipping_cost: null,
  shipping_details: null,
  statement_descriptor: null,
  test_clock: null,
  total_pretax_credit_amounts: [],
  webhooks_delivered_at: null,
} satisfies Partial<Stripe.Invoice>;

/** A draft invoice: summed up, credited with the customer's balance, not yet numbered. */
export function newInvoice(draft: Draft, facts: NewInvoice): Stripe.Invoice {
  const { customer, subscription } = facts;
  const id = draft.newId(facts.reason === 'upcoming' ? 'upcoming_in_' : 'in_');
  const { lineData, ...totals } = totalsOf(draft, {
    customer,
    lines: facts.lines.map((line) => ({ ...line, invoice: id })),
    discounts: facts.discounts ?? [],
    isTaxed: facts.isTaxed ?? subscription?.automatic_tax.enabled ?? false,
  });
  return {
    ...UNTOUCHED,
    ...totals,
    id,
    object: 'invoice',
    amount_paid: 0,
    billing_reason: facts.reason,
    collection_method: 'charge_automatically',
    created: draft.at,
    currency: facts.currency,
    customer: customer.id,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    customer_tax_exempt: customer.tax_exempt ?? 'none',
    issuer: { type: 'self' },
    lines: apiList(`/v1/invoices/${id}/lines`, lineData),
    livemode: false,
    metadata: {},
    parent: subscription && {
      quote_details: null,
      subscription_details: {
        metadata: subscription.metadata,
        subscription: subscription.id,
        ...(facts.prorationDate === undefined ? {} : { subscription_proration_date: facts.prorationDate }),
      },
      type: 'subscription_details',
    },
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: facts.period.end,
    period_start: facts.period.start,
    status: 'draft',
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
  } satisfies Stripe.Invoice;
}

/** Ties a payment intent to the invoice it pays. */
export function newInvoicePayment(draft: Draft, invoice: Stripe.Invoice, intent: Stripe.PaymentIntent): Stripe.InvoicePayment {
  const isPaid = intent.status === 'succeeded';
  return {
    id: draft.newId('inpay_'),
    object: 'invoice_payment',
    amount_paid: isPaid ? intent.amount_received : null,
    amount_requested: intent.amount,
    created: draft.at,
    currency: invoice.currency,
    invoice: invoice.id,
    is_default: true,
    livemode: false,
    payment: { payment_intent: intent.id, type: 'payment_intent' },
    status: isPaid ? 'paid' : 'open',
    status_transitions: { canceled_at: null, paid_at: isPaid ? draft.at : null },
  } satisfies Stripe.InvoicePayment;
}
