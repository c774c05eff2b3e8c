import type Stripe from 'stripe';
import type { Draft } from '../core/draft.js';
import { addIntervals } from '../core/periods.js';
import { invalidParameter, missingResource } from '../core/problem.js';
import { idOf } from '../objects/catalogue.js';
import { newDiscount } from '../objects/coupons.js';

/** What a discount comes from. */
export interface DiscountSource {
  coupon: string;
  promotionCode: string | null;
  checkoutSession: string | null;
}

/** Whether a coupon can still be redeemed. */
export function isRedeemable(coupon: Stripe.Coupon, at: number): boolean {
  const isUsedUp = coupon.max_redemptions !== null && coupon.times_redeemed >= coupon.max_redemptions;
  return coupon.valid && !isUsedUp && (coupon.redeem_by === null || coupon.redeem_by > at);
}

/** A coupon that may be redeemed now, or Stripe's refusal. */
export function couponFor(draft: Draft, id: string, param: string): DiscountSource {
  const coupon = draft.find('coupons', id);
  if (coupon === undefined) throw missingResource('coupon', id, param);
  if (!isRedeemable(coupon, draft.at)) throw invalidParameter(`Coupon ${id} is expired and cannot be applied.`, param, 'coupon_expired');
  return { coupon: id, promotionCode: null, checkoutSession: null };
}

/** Why a promotion code gives nothing; null when it does. */
export function refusalOf(draft: Draft, promotion: Stripe.PromotionCode | undefined, customer: string | null): string | null {
  if (promotion === undefined) return 'This code is invalid.';
  const isUsedUp = promotion.max_redemptions !== null && promotion.times_redeemed >= promotion.max_redemptions;
  const isOver = promotion.expires_at !== null && promotion.expires_at <= draft.at;
  const coupon = draft.find('coupons', idOf(promotion.promotion.coupon ?? ''));
  if (!promotion.active || isUsedUp || isOver || coupon === undefined || !isRedeemable(coupon, draft.at)) return 'This code has expired.';
  if (promotion.customer !== null && idOf(promotion.customer) !== customer) return 'This code is invalid.';
  const hasPaid = customer !== null && draft.all('invoices').some((invoice) => invoice.customer === customer && invoice.amount_paid > 0);
  return promotion.restrictions.first_time_transaction && hasPaid ? 'This code is for a first order only.' : null;
}

/** A promotion code that may be redeemed now, or Stripe's refusal. */
export function promotionFor(draft: Draft, id: string, { customer, param }: { customer: string | null; param: string }): DiscountSource {
  const promotion = draft.find('promotionCodes', id);
  if (promotion === undefined) throw missingResource('promotion code', id, param);
  const refusal = refusalOf(draft, promotion, customer);
  if (refusal !== null) throw invalidParameter(`This promotion code cannot be redeemed: ${refusal}`, param, 'promotion_code_expired');
  return { coupon: idOf(promotion.promotion.coupon ?? ''), promotionCode: id, checkoutSession: null };
}

/** Puts coupons to work on a subscription, counts the redemptions, and says so. */
export function startDiscounts(
  draft: Draft,
  subscription: Pick<Stripe.Subscription, 'customer' | 'id'>,
  sources: readonly DiscountSource[],
): string[] {
  return sources.map(({ coupon: couponId, promotionCode, checkoutSession }) => {
    const coupon = draft.need('coupons', couponId, 'coupon');
    const times = coupon.times_redeemed + 1;
    draft.put('coupons', { ...coupon, times_redeemed: times, valid: coupon.max_redemptions === null || times < coupon.max_redemptions });
    const promotion = promotionCode === null ? undefined : draft.find('promotionCodes', promotionCode);
    if (promotion !== undefined) draft.put('promotionCodes', { ...promotion, times_redeemed: promotion.times_redeemed + 1 });
    const months = coupon.duration === 'repeating' ? coupon.duration_in_months : null;
    const end = months === null ? null : addIntervals(draft.at, { interval: 'month', interval_count: 1 }, months);
    const customer = idOf(subscription.customer);
    const discount = newDiscount(draft, { coupon, promotionCode, customer, subscription: subscription.id, checkoutSession, end });
    draft.put('discounts', discount);
    draft.emit('customer.discount.created', discount);
    return discount.id;
  });
}

/** The discounts of a subscription that still give something at a moment. */
export function activeDiscounts(draft: Draft, ids: readonly (string | Stripe.Discount)[], at: number): string[] {
  return ids.map(idOf).filter((id) => {
    const discount = draft.find('discounts', id);
    return discount !== undefined && (discount.end === null || discount.end > at);
  });
}

/** Takes discounts off a subscription; they stay readable on the invoices they lowered. */
export function endDiscounts(draft: Draft, subscriptionId: string, isOver: (discount: Stripe.Discount) => boolean): void {
  const subscription = draft.find('subscriptions', subscriptionId);
  const all = (subscription?.discounts ?? []).map((entry) => draft.need('discounts', idOf(entry)));
  const over = all.filter(isOver);
  if (subscription === undefined || over.length === 0) return;
  draft.put('subscriptions', { ...subscription, discounts: all.filter((discount) => !over.includes(discount)).map(({ id }) => id) });
  for (const discount of over) draft.emit('customer.discount.deleted', discount);
}

/** After an invoice: coupons for one invoice are used up, repeating ones run out with their months. */
export function useUpDiscounts(draft: Draft, subscriptionId: string, invoice: Stripe.Invoice): void {
  const used = invoice.discounts.map((discount) => (typeof discount === 'string' ? discount : discount.id));
  endDiscounts(draft, subscriptionId, (discount) => {
    const coupon = draft.find('coupons', idOf(discount.source.coupon ?? ''));
    const isOnce = coupon?.duration === 'once' && used.includes(discount.id) && invoice.subtotal > 0;
    return isOnce || (discount.end !== null && discount.end <= draft.at);
  });
}
