import type { Subscription, Tier } from '@orbisvoice/shared-dto';
import { PLAN_CODES, type BillingInterval } from '@orbisvoice/shared-dto/values';

/** How a plan relates to the one in force: `interval` is the same plan paid by the other interval. */
export type PlanRelation = 'current' | 'interval' | 'next' | 'higher' | 'lower';

export function relationOf({ code }: Pick<Tier, 'code'>, interval: BillingInterval, now: Subscription): PlanRelation {
  const steps = PLAN_CODES.indexOf(code) - PLAN_CODES.indexOf(now.tier);
  if (steps < 0) return 'lower';
  if (steps > 0) return steps === 1 ? 'next' : 'higher';
  return now.interval === null || now.interval === interval ? 'current' : 'interval';
}

/** The price of a plan by an interval, in minor units; null when it is not sold so. A free plan costs nothing by either. */
export function priceBy({ code, priceMonthly, priceYearly }: Tier, interval: BillingInterval): number | null {
  return interval === 'month' || code === 'free' ? priceMonthly : priceYearly;
}
