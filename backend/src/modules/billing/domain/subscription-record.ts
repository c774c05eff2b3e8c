import { SUBSCRIPTION_STATUSES, type InvoiceStatus, type PlanCode, type SubscriptionStatus } from '@orbisvoice/shared-dto/values';
import { subscriptionAccess } from './subscription-access.js';

/** A subscription as Stripe has it, in our words. */
export interface SubscriptionRecord {
  readonly stripeSubscriptionId: string;
  readonly stripeCustomerId: string;
  readonly planCode: PlanCode;
  /** Stripe's word; one we do not know is kept as it is. */
  readonly status: string;
  /** Recurring amount per month, in minor units. */
  readonly amount: number;
  readonly currency: string;
  readonly currentPeriodStart: Date;
  readonly currentPeriodEnd: Date;
  readonly cancelAtPeriodEnd: boolean;
  readonly cancelReason: string | null;
  readonly pastDueSince: Date | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
}

/** An invoice as Stripe has it, in our words. */
export interface InvoiceRecord {
  readonly stripeInvoiceId: string;
  readonly stripeSubscriptionId: string | null;
  readonly number: string | null;
  readonly status: InvoiceStatus;
  readonly planCode: PlanCode | null;
  readonly total: number;
  readonly tax: number;
  readonly amountPaid: number;
  readonly currency: string;
  readonly periodStart: Date;
  readonly periodEnd: Date;
  readonly hostedUrl: string | null;
  readonly pdfUrl: string | null;
  readonly createdAt: Date;
  readonly paidAt: Date | null;
}

/** What the tenant row says about billing. */
export interface TenantBilling {
  readonly tier: PlanCode;
  readonly status: SubscriptionStatus;
  readonly subscriptionId: string | null;
  /** When the present access ends, if that is known: a scheduled cancellation, the grace of an overdue payment. */
  readonly ends: Date | null;
}

const LIVE = ['trialing', 'active', 'past_due', 'unpaid', 'paused'];

/** Whether the subscription still runs: a tenant has at most one of these. */
export const isLive = (record: Pick<SubscriptionRecord, 'status'>): boolean => LIVE.includes(record.status);

const isKnown = (status: string): status is SubscriptionStatus => SUBSCRIPTION_STATUSES.some((known) => known === status);

/** The subscription that speaks for a tenant: the live one, else the latest. */
export function governing<T extends Pick<SubscriptionRecord, 'status' | 'startedAt' | 'stripeSubscriptionId'>>(
  records: readonly T[],
): T | null {
  const ranked = [...records].sort(
    (a, b) =>
      Number(isLive(b)) - Number(isLive(a)) ||
      b.startedAt.getTime() - a.startedAt.getTime() ||
      b.stripeSubscriptionId.localeCompare(a.stripeSubscriptionId),
  );
  return ranked[0] ?? null;
}

/** What the tenant row must say, from all of its subscriptions; pure, so that any path to the same records ends in the same row. */
export function tenantBilling(records: readonly SubscriptionRecord[], before: TenantBilling, now: Date): TenantBilling {
  const record = governing(records);
  if (!record) return { tier: 'free', status: 'none', subscriptionId: null, ends: null };
  const access = subscriptionAccess(record.status, record, now);
  return {
    tier: access.grants === 'keep' ? before.tier : access.grants === 'plan' ? record.planCode : 'free',
    status: isKnown(record.status) ? record.status : before.status,
    subscriptionId: record.stripeSubscriptionId,
    ends: access.until ?? record.endedAt,
  };
}
