import type Stripe from 'stripe';
import type { Draft } from '../core/draft.js';
import { StripeProblem } from '../core/problem.js';
import { idOf } from '../objects/catalogue.js';
import { totalsOf } from '../objects/invoice-totals.js';
import { newInvoicePayment } from '../objects/invoices.js';
import { moveBalance } from './balances.js';
import { charge, createIntent, type Decline, type Presence } from './charging.js';
import { useUpDiscounts } from './discounting.js';

const DAY = 86_400;

/** Numbers a draft invoice, uses up the customer's credit and opens it for payment. */
export function finalizeInvoice(draft: Draft, invoice: Stripe.Invoice, isAnnounced = false): Stripe.Invoice {
  if (!isAnnounced) draft.emit('invoice.created', invoice);
  return openInvoice(draft, invoice);
}

/** Sums a draft up once more, as the customer is now, and opens it. */
export function refinalizeInvoice(draft: Draft, invoice: Stripe.Invoice): Stripe.Invoice {
  const customer = draft.need('customers', customerOf(invoice), 'customer');
  const { lineData, ...totals } = totalsOf(draft, {
    customer,
    lines: invoice.lines.data,
    discounts: invoice.discounts.map((discount) => (typeof discount === 'string' ? discount : discount.id)),
    isTaxed: invoice.automatic_tax.enabled,
  });
  return openInvoice(draft, { ...invoice, ...totals, last_finalization_error: null, lines: { ...invoice.lines, data: lineData } });
}

function openInvoice(draft: Draft, invoice: Stripe.Invoice): Stripe.Invoice {
  if (invoice.automatic_tax.status === 'requires_location_inputs') return failFinalization(draft, invoice);
  const customer = draft.need('customers', customerOf(invoice), 'customer');
  const balance = Math.min(0, customer.balance + invoice.total);
  if (balance !== customer.balance) {
    const amount = balance - customer.balance;
    moveBalance(draft, customer, { amount, currency: invoice.currency, type: 'applied_to_invoice', invoice: invoice.id });
  }
  const page = `${draft.circumstance.baseUrl}/i/${invoice.id}`;
  const open = draft.put('invoices', {
    ...invoice,
    automatically_finalizes_at: null,
    effective_at: draft.at,
    ending_balance: balance,
    hosted_invoice_url: page,
    invoice_pdf: `${page}/pdf`,
    number: draft.newInvoiceNumber(),
    status: 'open',
    status_transitions: { ...invoice.status_transitions, finalized_at: draft.at },
  });
  draft.emit('invoice.finalized', open);
  const subscription = subscriptionOf(open);
  if (subscription !== null) useUpDiscounts(draft, subscription, open);
  return open;
}

/** Without an address there is no tax, and without tax the invoice stays a draft. */
function failFinalization(draft: Draft, invoice: Stripe.Invoice): Stripe.Invoice {
  const failed = draft.put('invoices', {
    ...invoice,
    last_finalization_error: {
      code: 'customer_tax_location_invalid',
      doc_url: 'https://stripe.com/docs/error-codes/customer-tax-location-invalid',
      message: "The customer's location isn't recognized. Set a valid customer address in order to automatically calculate tax.",
      type: 'invalid_request_error',
    },
  });
  draft.emit('invoice.finalization_failed', failed);
  return failed;
}

export interface Collection {
  invoice: Stripe.Invoice;
  decline: Decline | null;
  intent: Stripe.PaymentIntent | null;
}

/** Opens the payment of an invoice without charging anything yet. */
export function openPayment(draft: Draft, invoice: Stripe.Invoice): Collection {
  const intent = createIntent(draft, {
    amount: invoice.amount_due,
    currency: invoice.currency,
    customer: draft.need('customers', customerOf(invoice), 'customer'),
    paymentMethod: null,
    behaviour: null,
    description: 'Subscription creation',
    isOffSession: false,
  });
  const waiting = draft.put('paymentIntents', { ...intent, status: 'requires_payment_method' });
  draft.put('invoicePayments', newInvoicePayment(draft, invoice, waiting));
  const decline: Decline = { code: 'card_declined', declineCode: 'no_payment_method', message: 'The first payment is left to the client.' };
  return { invoice, decline, intent: waiting };
}

/** How an invoice is collected. */
export interface Collecting extends Presence {
  method: string | null;
  /** A step of the account's own ladder, which alone counts after the first attempt. */
  isAutomatic?: boolean;
  /** Whether a failure puts the invoice on the ladder; a purchase or a pending update just waits. */
  isRetried?: boolean;
}

/** Tries to collect an open invoice from a card; nothing due means paid without a payment. */
export function collectInvoice(draft: Draft, invoice: Stripe.Invoice, how: Collecting): Collection {
  if (invoice.status !== 'open') return { invoice, decline: null, intent: null };
  if (invoice.amount_due === 0) return { invoice: markPaid(draft, invoice, how), decline: null, intent: null };
  const customer = draft.need('customers', customerOf(invoice), 'customer');
  const earlier = draft.all('invoicePayments').find((payment) => payment.invoice === invoice.id);
  const earlierIntent = earlier?.payment.payment_intent;
  const method = how.method === null ? undefined : draft.find('paymentMethods', how.method);
  const { intent, decline } = charge(draft, {
    amount: invoice.amount_due,
    currency: invoice.currency,
    customer,
    paymentMethod: method ?? null,
    behaviour: method === undefined ? null : (draft.find('cards', method.id)?.behaviour ?? null),
    description: invoice.billing_reason === 'subscription_create' ? 'Subscription creation' : 'Subscription update',
    isOffSession: how.isOffSession,
    isAuthenticated: how.isAuthenticated ?? false,
    intent: earlierIntent === undefined ? undefined : draft.find('paymentIntents', idOf(earlierIntent)),
  });
  const payment = newInvoicePayment(draft, invoice, intent);
  const kept = draft.put('invoicePayments', earlier === undefined ? payment : { ...payment, id: earlier.id, created: earlier.created });
  if (decline !== null) return { invoice: markFailed(draft, invoice, { decline, how }), decline, intent };
  draft.emit('invoice_payment.paid', kept);
  return { invoice: markPaid(draft, invoice, how), decline: null, intent };
}

/** The first attempt counts whoever makes it; later only those of the ladder do. */
function attemptsAfter(invoice: Stripe.Invoice, how: Collecting): number {
  return invoice.attempt_count === 0 || how.isAutomatic === true ? invoice.attempt_count + 1 : invoice.attempt_count;
}

function markPaid(draft: Draft, invoice: Stripe.Invoice, how: Collecting): Stripe.Invoice {
  const paid = draft.put('invoices', {
    ...invoice,
    amount_paid: invoice.amount_due,
    amount_remaining: 0,
    attempt_count: invoice.amount_due > 0 ? attemptsAfter(invoice, how) : invoice.attempt_count,
    attempted: true,
    auto_advance: false,
    next_payment_attempt: null,
    status: 'paid',
    status_transitions: { ...invoice.status_transitions, paid_at: draft.at },
    webhooks_delivered_at: draft.at,
  });
  draft.emit('invoice.paid', paid);
  draft.emit('invoice.payment_succeeded', paid);
  return paid;
}

/** The ladder's next step, counted from the first attempt; null when there is none. */
function nextAttempt(draft: Draft, invoice: Stripe.Invoice, attempts: number): number | null {
  const day = draft.circumstance.dunning.retryDays[attempts - 1];
  const first = invoice.status_transitions.finalized_at ?? draft.at;
  return day === undefined ? null : Math.max(first + day * DAY, draft.at);
}

function markFailed(draft: Draft, invoice: Stripe.Invoice, { decline, how }: { decline: Decline; how: Collecting }): Stripe.Invoice {
  const attempts = attemptsAfter(invoice, how);
  const isLadder = how.isRetried !== false && invoice.billing_reason !== 'subscription_create';
  const isCounted = attempts !== invoice.attempt_count;
  const failed = draft.put('invoices', {
    ...invoice,
    attempt_count: attempts,
    attempted: true,
    next_payment_attempt: isLadder && isCounted ? nextAttempt(draft, invoice, attempts) : invoice.next_payment_attempt,
    webhooks_delivered_at: draft.at,
  });
  const isChallenged = decline.code === 'authentication_required';
  if (isChallenged) draft.emit('invoice.payment_action_required', failed);
  // With somebody at the screen the payment has not failed yet: it waits for the challenge.
  if (!isChallenged || how.isOffSession) draft.emit('invoice.payment_failed', failed);
  return failed;
}

/** Gives up an open invoice. */
export function voidInvoice(draft: Draft, id: string): Stripe.Invoice {
  const invoice = draft.need('invoices', id);
  if (invoice.status !== 'open' && invoice.status !== 'uncollectible') {
    throw new StripeProblem(400, `A ${String(invoice.status)} invoice cannot be voided`, { code: 'invoice_not_editable' });
  }
  const voided = draft.put('invoices', {
    ...invoice,
    next_payment_attempt: null,
    status: 'void',
    status_transitions: { ...invoice.status_transitions, voided_at: draft.at },
  });
  draft.emit('invoice.voided', voided);
  return voided;
}

/** The customer an invoice belongs to. */
export function customerOf(invoice: Stripe.Invoice): string {
  if (invoice.customer === null) throw new Error(`Invoice ${invoice.id} has no customer`);
  return idOf(invoice.customer);
}

/** The subscription an invoice bills, if it bills one. */
export function subscriptionOf(invoice: Stripe.Invoice): string | null {
  const subscription = invoice.parent?.subscription_details?.subscription;
  return subscription === undefined ? null : idOf(subscription);
}
