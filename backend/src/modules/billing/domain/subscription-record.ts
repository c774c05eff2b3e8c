import { SUBSCRIPTION_STATUSES, type BillingInterval, type PlanCode, type SubscriptionStatus } from '@orbisvoice/shared-dto/values';
import { subscriptionAccess } from './subscription-access.js';

/** A subscription as Stripe has it, in our words. */
export interface SubscriptionRecord {
  readonly stripeSubscriptionId: string;
  readonly stripeCustomerId: string;
  readonly planCode: PlanCode;
  /** Stripe's word; one we do not know is kept as it is. */
  readonly status: string;
  readonly interval: BillingInterval;
  /** Price per interval in minor units, before discounts and tax. */
  readonly price: number;
  /** Recurring revenue per month in minor units, lasting discounts taken off. */
  readonly amount: number;
  readonly currency: string;
  readonly currentPeriodStart: Date;
  readonly currentPeriodEnd: Date;
  readonly cancelAtPeriodEnd: boolean;
  readonly cancelReason: string | null;
  readonly pastDueSince: Date | null;
  readonly trialEnd: Date | null;
  readonly cancelAt: Date | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly stripeItemId: string;
  readonly stripePriceId: string;
  /** The metered item that sells conversations beyond the limit, while the tenant wants it. */
  readonly stripeOverageItemId: string | null;
  readonly latestStripeInvoiceId: string | null;
  readonly stripeScheduleId: string | null;
  /** The plan that follows at the end of the paid period. */
  readonly scheduledPlanCode: PlanCode | null;
  readonly scheduledInterval: BillingInterval | null;
  readonly scheduledPrice: number | null;
  readonly scheduledAt: Date | null;
  /** The plan that waits for its payment. */
  readonly pendingPlanCode: PlanCode | null;
  readonly pendingInterval: BillingInterval | null;
  readonly pendingExpiresAt: Date | null;
  readonly discount: SubscriptionDiscount | null;
}

/** A discount on a subscription. */
export interface SubscriptionDiscount {
  readonly name: string;
  readonly percentOff: number | null;
  /** Minor units per invoice. */
  readonly amountOff: number | null;
  /** ISO 8601, UTC; null when it lasts for ever. */
  readonly endsAt: string | null;
}

/** What the tenant row says about billing. */
export interface TenantBilling {
  readonly tier: PlanCode;
  readonly status: SubscriptionStatus;
  readonly subscriptionId: string | null;
  /** When the present access ends, if that is known: a scheduled cancellation, the grace of an overdue payment. */
  readonly ends: Date | null;
}

const NOT_LIVE = ['none', 'incomplete', 'incomplete_expired', 'canceled'];

/** Whether the subscription still runs: a tenant has at most one of these. One in a state we do not know has not ended as far as we know. */
export const isLive = (record: Pick<SubscriptionRecord, 'status'>): boolean => !NOT_LIVE.includes(record.status);

/** Whether Stripe's word for the state is one we know. */
export const isKnown = (status: string): status is SubscriptionStatus => SUBSCRIPTION_STATUSES.some((known) => known === status);

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
