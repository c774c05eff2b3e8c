import type { PlanCode } from '@orbisvoice/shared-dto/values';
import type Stripe from 'stripe';
import {
  invoiceAudit,
  invoiceNews,
  subscriptionAudit,
  subscriptionNews,
  type NewsAudit,
} from '../../src/modules/billing/domain/billing-news.js';
import type { InvoiceRecord } from '../../src/modules/billing/domain/invoice-record.js';
import { mrrMovement, mrrOf, type MrrMovement } from '../../src/modules/billing/domain/mrr-movement.js';
import { attemptsOf, type PaymentAttemptRecord } from '../../src/modules/billing/domain/payment-attempt.js';
import { governing, isLive, type SubscriptionRecord } from '../../src/modules/billing/domain/subscription-record.js';
import { mainLine, toInvoiceRecord } from '../../src/modules/billing/stripe/invoice.mapper.js';
import { planOfPrice } from '../../src/modules/billing/stripe/price.mapper.js';
import { reportedAttempt } from '../../src/modules/billing/stripe/reported-attempt.js';
import { idOf, instant } from '../../src/modules/billing/stripe/stripe-values.js';
import { toSubscriptionRecord } from '../../src/modules/billing/stripe/subscription.mapper.js';
import type { BillingHistory } from './billing-history.js';

/** One billing period a tenant was entitled to. */
export interface PaidPeriod {
  readonly start: Date;
  readonly end: Date;
  readonly plan: PlanCode;
}

/** What the product would have written down while the history happened, had every event been handled at once. */
export interface BillingPast {
  readonly movements: readonly { at: Date; currency: string; eventId: string; movement: MrrMovement }[];
  readonly audits: readonly { at: Date; audit: NewsAudit }[];
  /** By the invoice's id at Stripe. */
  readonly attempts: ReadonlyMap<string, readonly PaymentAttemptRecord[]>;
  readonly periods: readonly PaidPeriod[];
  /** When disputes were decided, by their id at Stripe. */
  readonly decidedAt: ReadonlyMap<string, Date>;
  readonly firstPaidAt: Date | null;
}

/** Goes through the events in their order, with the product's own rules for what each of them means. */
export function pastOf(history: BillingHistory): BillingPast {
  const reader = new PastReader(history);
  for (const event of history.events) reader.read(event);
  return reader;
}

/** The plan behind an invoice's main line. */
export function planOfInvoice(invoice: Stripe.Invoice, prices: readonly Stripe.Price[]): PlanCode | null {
  const id = idOf(mainLine(invoice.lines.data)?.pricing?.price_details?.price);
  const price = prices.find((one) => one.id === id);
  return price ? planOfPrice(price) : null;
}

class PastReader implements BillingPast {
  readonly movements: { at: Date; currency: string; eventId: string; movement: MrrMovement }[] = [];
  readonly audits: { at: Date; audit: NewsAudit }[] = [];
  readonly attempts = new Map<string, PaymentAttemptRecord[]>();
  readonly decidedAt = new Map<string, Date>();
  firstPaidAt: Date | null = null;
  private readonly paid = new Map<number, PaidPeriod>();
  private readonly records = new Map<string, SubscriptionRecord>();
  private readonly invoices = new Map<string, InvoiceRecord>();
  /** Why a payment failed comes with its intent, a moment before the invoice says that it failed. */
  private declineReason: string | null = null;

  constructor(private readonly history: BillingHistory) {}

  get periods(): PaidPeriod[] {
    return [...this.paid.values()];
  }

  read(event: Stripe.EventBase): void {
    const { object } = event.data;
    if (isA<Stripe.PaymentIntent>(object, 'payment_intent')) this.declineReason = object.last_payment_error?.decline_code ?? null;
    if (isA<Stripe.Subscription>(object, 'subscription')) this.readSubscription(event, object);
    if (isA<Stripe.Invoice>(object, 'invoice') && event.type !== 'invoice.upcoming') this.readInvoice(event, object);
    if (isA<Stripe.Dispute>(object, 'dispute') && event.type === 'charge.dispute.closed')
      this.decidedAt.set(object.id, instant(event.created));
  }

  private readSubscription(event: Stripe.EventBase, subscription: Stripe.Subscription): void {
    const at = instant(event.created);
    const before = this.records.get(subscription.id) ?? null;
    const after = toSubscriptionRecord(subscription, { pastDueSince: before?.pastDueSince ?? null, now: at });
    this.records.set(subscription.id, after);
    for (const news of subscriptionNews(before, after)) this.audits.push({ at, audit: subscriptionAudit(news) });
    if (isLive(after)) this.entitle(after);
    else if (after.endedAt) this.curtail(after.endedAt);
    this.book(event.id, at);
  }

  private entitle({ currentPeriodStart: start, currentPeriodEnd: end, planCode: plan }: SubscriptionRecord): void {
    this.paid.set(start.getTime(), { start, end, plan });
  }

  /** A subscription that ends before its period takes the rest of it along. */
  private curtail(endedAt: Date): void {
    for (const [key, period] of this.paid)
      if (period.start < endedAt && endedAt < period.end) this.paid.set(key, { ...period, end: endedAt });
  }

  /** The ledger's next line (TenantBillingService): churn is booked when the paid time ends, a first payment when the subscription began. */
  private book(eventId: string, at: Date): void {
    const records = [...this.records.values()];
    const last = this.movements.at(-1);
    const before = { amount: last?.movement.after ?? 0, plan: last?.movement.planTo ?? null, hasEverPaid: last !== undefined };
    const movement = mrrMovement(before, mrrOf(records));
    const record = governing(records);
    if (!movement || !record) return;
    const begun = before.amount === 0 ? record.startedAt : at;
    const booked = isLive(record) ? begun : (record.endedAt ?? at);
    this.movements.push({ at: last && last.at > booked ? last.at : booked, currency: record.currency, eventId, movement });
  }

  private readInvoice(event: Stripe.EventBase, invoice: Stripe.Invoice): void {
    const at = instant(event.created);
    const before = this.invoices.get(invoice.id) ?? null;
    const after = toInvoiceRecord(invoice, planOfInvoice(invoice, this.history.prices));
    this.invoices.set(invoice.id, after);
    const reported = reportedAttempt({ type: event.type, createdAt: at, payload: event });
    const known = this.attempts.get(invoice.id) ?? [];
    const added = attemptsOf(after, reported, this.declineReason).filter(
      ({ attempt, outcome }) => !known.some((one) => one.attempt === attempt && one.outcome === outcome),
    );
    this.attempts.set(invoice.id, [...known, ...added]);
    for (const news of invoiceNews(before, after, added)) this.audits.push({ at, audit: invoiceAudit(news) });
    if (after.status === 'paid' && after.amountPaid > 0) this.firstPaidAt ??= at;
  }
}

/** Objects say what they are. */
function isA<T extends { object: string }>(value: object, kind: T['object']): value is T {
  return 'object' in value && value.object === kind;
}
