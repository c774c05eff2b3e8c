import { PLAN_CODES, type BillingInterval, type ChangeTiming, type ErrorCode, type PlanCode } from '@orbisvoice/shared-dto/values';
import type { SubscriptionRecord } from './subscription-record.js';

/** A plan and how often it is billed. */
export interface PlanChoice {
  readonly planCode: PlanCode;
  readonly interval: BillingInterval;
}

/**
 * `checkout`: the first payment, on Stripe's page. `upgrade`: now, with the difference charged at once. `downgrade`: at the end of the paid
 * period, without credit. `none`: it is what they have.
 */
export type ChangeKind = 'checkout' | 'upgrade' | 'downgrade' | 'none';

/**
 * What it means to go from one plan to another (stripe.md D4). A bigger plan is an upgrade, and so is paying by the year instead of by the
 * month; a smaller plan is a downgrade. From the year to the month is a downgrade whatever the plan: the year is paid, and time that is paid
 * for is used up, never turned into credit.
 */
export function changeKind(from: PlanChoice | null, to: PlanChoice): ChangeKind {
  if (from === null) return 'checkout';
  const isShorter = from.interval === 'year' && to.interval === 'month';
  const isLonger = from.interval === 'month' && to.interval === 'year';
  const steps = PLAN_CODES.indexOf(to.planCode) - PLAN_CODES.indexOf(from.planCode);
  if (steps < 0 || isShorter) return 'downgrade';
  return steps > 0 || isLonger ? 'upgrade' : 'none';
}

/**
 * Why a running subscription cannot change to a plan now, or null when it can. What is owed is paid first: a change would bury the open
 * invoice under a new one. A change that waits for its payment is paid, or given up, before another.
 */
export function changeRefusal(
  live: Pick<SubscriptionRecord, 'status' | 'currency' | 'pendingPlanCode'>,
  to: { readonly currency: string },
): ErrorCode | null {
  if (live.pendingPlanCode !== null) return 'billing.change_pending';
  if (live.status !== 'active' && live.status !== 'trialing') return 'billing.change_not_possible';
  return live.currency === to.currency ? null : 'billing.currency_mismatch';
}

/**
 * Whether a change that was asked for before has been made, or begun: the subscription is on the plan, waits for its payment, has it set for
 * the end of the period, or has a schedule that does not say yet what for.
 */
export function isChangeBegun(
  live: Pick<
    SubscriptionRecord,
    'stripePriceId' | 'stripeScheduleId' | 'pendingPlanCode' | 'pendingInterval' | 'scheduledPlanCode' | 'scheduledInterval'
  >,
  to: PlanChoice & { readonly kind: ChangeKind; readonly priceId: string },
): boolean {
  const isTo = (planCode: PlanCode | null, interval: BillingInterval | null): boolean =>
    planCode === to.planCode && interval === to.interval;
  const isUnsaid = live.stripeScheduleId !== null && live.scheduledPlanCode === null;
  if (to.kind === 'downgrade') return isUnsaid || isTo(live.scheduledPlanCode, live.scheduledInterval);
  return live.stripePriceId === to.priceId || isTo(live.pendingPlanCode, live.pendingInterval);
}

/** The kind of a change whose moment somebody chose; who has nothing yet buys it on Stripe's page whatever they chose. */
export function timedKind(kind: ChangeKind, timing: ChangeTiming | undefined): ChangeKind {
  if (timing === undefined || kind === 'none' || kind === 'checkout') return kind;
  return timing === 'now' ? 'upgrade' : 'downgrade';
}

const MONTHS: Readonly<Record<BillingInterval, number>> = { month: 1, year: 12 };

/** The same moment one interval later; the 31st becomes the last day of a shorter month. UTC. */
export function oneIntervalAfter(start: Date, interval: BillingInterval): Date {
  const at = new Date(start.getTime());
  const day = at.getUTCDate();
  at.setUTCDate(1);
  at.setUTCMonth(at.getUTCMonth() + MONTHS[interval]);
  const lastDay = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
  at.setUTCDate(Math.min(day, lastDay));
  return at;
}

/** A moment a proration can be reckoned from: within the period that is paid. Stripe counts whole seconds. */
export function prorationDate(period: { readonly currentPeriodStart: Date; readonly currentPeriodEnd: Date }, now: Date): Date {
  const at = Math.min(Math.max(now.getTime(), period.currentPeriodStart.getTime()), period.currentPeriodEnd.getTime());
  return new Date(Math.floor(at / 1_000) * 1_000);
}
