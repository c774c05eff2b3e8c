import type Stripe from 'stripe';
import type { SubscriptionDiscount } from '../domain/subscription-record.js';
import type { TakenOff } from './price.mapper.js';
import { instant } from './stripe-values.js';

/** The coupons of a subscription, with the discounts they became; the gateway asks Stripe to send them along. */
function couponsOf({ discounts }: Pick<Stripe.Subscription, 'discounts'>): { discount: Stripe.Discount; coupon: Stripe.Coupon }[] {
  return discounts.flatMap((discount) => {
    if (typeof discount === 'string') return [];
    const { coupon } = discount.source;
    return typeof coupon === 'object' && coupon !== null ? [{ discount, coupon }] : [];
  });
}

/** Coupons that lower every invoice for ever: recurring revenue never has this part. */
export const lastingDiscounts = (subscription: Pick<Stripe.Subscription, 'discounts'>): TakenOff[] =>
  couponsOf(subscription)
    .filter(({ coupon }) => coupon.duration === 'forever')
    .map(({ coupon }) => ({ percentOff: coupon.percent_off, amountOff: coupon.amount_off }));

/** The discount to show. One for a single invoice ends with the period it is given in. */
export function discountOf(subscription: Pick<Stripe.Subscription, 'discounts'>, periodEnd: Date): SubscriptionDiscount | null {
  const [first] = couponsOf(subscription);
  if (!first) return null;
  const { discount, coupon } = first;
  const end = discount.end === null ? (coupon.duration === 'once' ? periodEnd : null) : instant(discount.end);
  return {
    name: coupon.name ?? coupon.id,
    percentOff: coupon.percent_off,
    amountOff: coupon.amount_off,
    endsAt: end?.toISOString() ?? null,
  };
}
