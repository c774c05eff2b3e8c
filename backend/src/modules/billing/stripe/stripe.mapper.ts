import {
  BILLING_INTERVALS,
  INVOICE_STATUSES,
  PLAN_CODES,
  planLookupKey,
  type BillingInterval,
  type InvoiceStatus,
  type PlanCode,
} from '@orbisvoice/shared-dto/values';
import type { InvoiceRecord } from '../domain/invoice-record.js';
import type { SubscriptionRecord } from '../domain/subscription-record.js';
import type { StripeInvoice, StripePrice, StripeSubscription } from './stripe.gateway.js';

/** What a stored event points at. Everything else in it may be old by the time it is read. */
export interface StripeReferences {
  readonly customerId: string | null;
  readonly subscriptionId: string | null;
  readonly invoiceId: string | null;
  /** The tenant that we wrote into the object ourselves when it was made. */
  readonly tenantHint: string | null;
}

const instant = (seconds: number): Date => new Date(seconds * 1_000);
const optionalInstant = (seconds: number | null | undefined): Date | null => (seconds ? instant(seconds) : null);
const idOf = (reference: string | { id: string } | null | undefined): string | null =>
  typeof reference === 'string' ? reference : (reference?.id ?? null);

/**
 * The plan a price sells. A price that was replaced has given its lookup key away and is known by what we wrote on it; null for one that is
 * not ours.
 */
export const planOfPrice = (price: Pick<StripePrice, 'lookup_key' | 'metadata'>): PlanCode | null =>
  isOverage(price)
    ? null
    : (PLAN_CODES.find((code) => keysOf(code).some((key) => key === price.lookup_key) || price.metadata['plan'] === code) ?? null);

/** The metered price for conversations beyond a limit, known by what we wrote on it. */
export const isOverage = (price: Pick<StripePrice, 'metadata'>): boolean => price.metadata['kind'] === 'overage';

const keysOf = (code: PlanCode): string[] => BILLING_INTERVALS.map((interval) => planLookupKey(code, interval));

/** The price of the line that reaches furthest: what the invoice is for. */
export const priceIdOf = (invoice: StripeInvoice): string | null => idOf(mainLine(invoice)?.pricing?.price_details?.price);

const mainLine = (invoice: StripeInvoice): StripeInvoice['lines']['data'][number] | undefined =>
  [...invoice.lines.data].sort((a, b) => b.period.end - a.period.end)[0];

/**
 * Stripe's subscription in our words.
 * @param known what we had, and now: Stripe does not say since when a payment is overdue
 * @throws Error for a subscription that sells none of our plans
 */
export function toSubscriptionRecord(
  subscription: StripeSubscription,
  known: { pastDueSince: Date | null; now: Date },
): SubscriptionRecord {
  const item = subscription.items.data.find((one) => planOfPrice(one.price) !== null);
  const planCode = item ? planOfPrice(item.price) : null;
  if (!item || !planCode) throw new Error(`subscription ${subscription.id} has no price with one of our lookup keys`);
  return {
    stripeSubscriptionId: subscription.id,
    stripeCustomerId: idOf(subscription.customer) ?? '',
    planCode,
    status: subscription.status,
    interval: intervalOf(item.price),
    price: (item.price.unit_amount ?? 0) * (item.quantity ?? 1),
    amount: monthlyAmount(item.price, item.quantity ?? 1),
    currency: subscription.currency,
    currentPeriodStart: instant(item.current_period_start),
    currentPeriodEnd: instant(item.current_period_end),
    cancelAtPeriodEnd: subscription.cancel_at_period_end || subscription.cancel_at !== null,
    cancelReason: subscription.cancellation_details?.feedback ?? null,
    pastDueSince: subscription.status === 'past_due' ? (known.pastDueSince ?? known.now) : null,
    trialEnd: optionalInstant(subscription.trial_end),
    cancelAt: optionalInstant(subscription.cancel_at),
    startedAt: instant(subscription.start_date),
    endedAt: optionalInstant(subscription.ended_at),
    stripeItemId: item.id,
    stripePriceId: item.price.id,
    stripeOverageItemId: subscription.items.data.find((one) => isOverage(one.price))?.id ?? null,
    latestStripeInvoiceId: idOf(subscription.latest_invoice),
    stripeScheduleId: idOf(subscription.schedule),
    scheduledPlanCode: null,
    scheduledInterval: null,
    scheduledPrice: null,
    scheduledAt: null,
    ...pendingOf(subscription.pending_update),
    discount: null,
  };
}

/** An update that waits for its payment. */
function pendingOf(
  update: StripeSubscription['pending_update'],
): Pick<SubscriptionRecord, 'pendingPlanCode' | 'pendingInterval' | 'pendingExpiresAt'> {
  const price = update?.subscription_items?.map((item) => item.price).find((one) => planOfPrice(one) !== null);
  if (!update || !price) return { pendingPlanCode: null, pendingInterval: null, pendingExpiresAt: null };
  return { pendingPlanCode: planOfPrice(price), pendingInterval: intervalOf(price), pendingExpiresAt: instant(update.expires_at) };
}

/** How often a price is billed. */
export const intervalOf = (price: Pick<StripePrice, 'recurring'>): BillingInterval =>
  price.recurring?.interval === 'year' ? 'year' : 'month';

/** Recurring amount per month in minor units: a year's price counts a twelfth (metrics.md). */
export function monthlyAmount(price: Pick<StripePrice, 'unit_amount' | 'recurring'>, quantity: number): number {
  const months = price.recurring?.interval === 'year' ? 12 : 1;
  return Math.round(((price.unit_amount ?? 0) * quantity) / (months * (price.recurring?.interval_count ?? 1)));
}

/** Stripe's invoice in our words; `planCode` is the plan behind `priceIdOf`. */
export function toInvoiceRecord(invoice: StripeInvoice, planCode: PlanCode | null): InvoiceRecord {
  const line = mainLine(invoice);
  return {
    stripeInvoiceId: invoice.id,
    stripeSubscriptionId: idOf(invoice.parent?.subscription_details?.subscription),
    number: invoice.number,
    status: invoiceStatus(invoice.status),
    planCode,
    billingReason: invoice.billing_reason,
    subtotal: invoice.subtotal,
    discount: sumOf(invoice.total_discount_amounts),
    tax: sumOf(invoice.total_taxes),
    total: invoice.total,
    creditApplied: Math.max(0, (invoice.ending_balance ?? 0) - invoice.starting_balance),
    amountDue: invoice.amount_due,
    amountPaid: invoice.amount_paid,
    amountRemaining: invoice.amount_remaining,
    currency: invoice.currency,
    periodStart: instant(line?.period.start ?? invoice.period_start),
    periodEnd: instant(line?.period.end ?? invoice.period_end),
    attemptCount: invoice.attempt_count,
    nextAttemptAt: optionalInstant(invoice.next_payment_attempt),
    finalizationError: invoice.last_finalization_error?.code ?? null,
    hostedUrl: invoice.hosted_invoice_url ?? null,
    pdfUrl: invoice.invoice_pdf ?? null,
    createdAt: instant(invoice.created),
    paidAt: optionalInstant(invoice.status_transitions.paid_at),
  };
}

const sumOf = (parts: readonly { readonly amount: number }[] | null): number => (parts ?? []).reduce((sum, { amount }) => sum + amount, 0);

function invoiceStatus(status: string | null): InvoiceStatus {
  const known = INVOICE_STATUSES.find((one) => one === status);
  if (!known) throw new Error(`invoice status ${status} is not known`);
  return known;
}

/** Reads the ids out of a stored event's payload, whatever else it holds. */
export function referencesOf(payload: unknown): StripeReferences {
  const object = field(field(payload, 'data'), 'object');
  const kind = text(object, 'object');
  const parent = field(field(object, 'parent'), 'subscription_details');
  return {
    customerId: reference(object, 'customer'),
    subscriptionId: kind === 'subscription' ? text(object, 'id') : (reference(object, 'subscription') ?? reference(parent, 'subscription')),
    invoiceId: kind === 'invoice' ? text(object, 'id') : null,
    tenantHint:
      text(object, 'client_reference_id') ?? text(field(object, 'metadata'), 'tenant_id') ?? text(field(parent, 'metadata'), 'tenant_id'),
  };
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

function text(value: unknown, name: string): string | null {
  const found = field(value, name);
  return typeof found === 'string' && found !== '' ? found : null;
}

const reference = (value: unknown, name: string): string | null => text(value, name) ?? text(field(value, name), 'id');
