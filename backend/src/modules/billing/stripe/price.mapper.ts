import { BILLING_INTERVALS, PLAN_CODES, planLookupKey, type BillingInterval, type PlanCode } from '@orbisvoice/shared-dto/values';
import type Stripe from 'stripe';

type StripePrice = Stripe.Price;

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

/** How often a price is billed. */
export const intervalOf = (price: Pick<StripePrice, 'recurring'>): BillingInterval =>
  price.recurring?.interval === 'year' ? 'year' : 'month';

/** What a coupon takes off each invoice. */
export interface TakenOff {
  readonly percentOff: number | null;
  /** Minor units. */
  readonly amountOff: number | null;
}

/** Recurring amount per month in minor units: a year's price counts a twelfth, discounts that last for ever are taken off (metrics.md). */
export function monthlyAmount(
  price: Pick<StripePrice, 'unit_amount' | 'recurring'>,
  quantity: number,
  lasting: readonly TakenOff[] = [],
): number {
  const months = price.recurring?.interval === 'year' ? 12 : 1;
  const perInterval = lasting.reduce(
    (amount, { percentOff, amountOff }) => amount * (1 - (percentOff ?? 0) / 100) - (amountOff ?? 0),
    (price.unit_amount ?? 0) * quantity,
  );
  return Math.max(0, Math.round(perInterval / (months * (price.recurring?.interval_count ?? 1))));
}
