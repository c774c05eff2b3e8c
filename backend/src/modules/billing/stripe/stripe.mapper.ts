import { INVOICE_STATUSES, monthlyLookupKey, PLAN_CODES, type InvoiceStatus, type PlanCode } from '@orbisvoice/shared-dto/values';
import type { InvoiceRecord, SubscriptionRecord } from '../domain/subscription-record.js';
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
  PLAN_CODES.find((code) => monthlyLookupKey(code) === price.lookup_key || price.metadata['plan'] === code) ?? null;

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
    amount: monthlyAmount(item.price, item.quantity ?? 1),
    currency: subscription.currency,
    currentPeriodStart: instant(item.current_period_start),
    currentPeriodEnd: instant(item.current_period_end),
    cancelAtPeriodEnd: subscription.cancel_at_period_end || subscription.cancel_at !== null,
    cancelReason: subscription.cancellation_details?.feedback ?? null,
    pastDueSince: subscription.status === 'past_due' ? (known.pastDueSince ?? known.now) : null,
    startedAt: instant(subscription.start_date),
    endedAt: optionalInstant(subscription.ended_at),
  };
}

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
    total: invoice.total,
    tax: (invoice.total_taxes ?? []).reduce((sum, { amount }) => sum + amount, 0),
    amountPaid: invoice.amount_paid,
    currency: invoice.currency,
    periodStart: instant(line?.period.start ?? invoice.period_start),
    periodEnd: instant(line?.period.end ?? invoice.period_end),
    hostedUrl: invoice.hosted_invoice_url ?? null,
    pdfUrl: invoice.invoice_pdf ?? null,
    createdAt: instant(invoice.created),
    paidAt: optionalInstant(invoice.status_transitions.paid_at),
  };
}

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
