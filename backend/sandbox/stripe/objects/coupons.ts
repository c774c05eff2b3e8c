import type Stripe from 'stripe';
import type { Draft } from '../core/draft.js';

export type NewCoupon = Pick<
  Stripe.Coupon,
  'amount_off' | 'currency' | 'duration' | 'duration_in_months' | 'max_redemptions' | 'name' | 'percent_off' | 'redeem_by'
> & { id: string | undefined; metadata: Record<string, string>; products: string[] | undefined };

/** Adds a coupon to the account. */
export function createCoupon(draft: Draft, { id, metadata, products, ...terms }: NewCoupon): Stripe.Coupon {
  const coupon = {
    ...terms,
    id: id ?? draft.newId('').slice(0, 8),
    object: 'coupon',
    ...(products === undefined ? {} : { applies_to: { products } }),
    created: draft.at,
    livemode: false,
    metadata,
    times_redeemed: 0,
    valid: true,
  } satisfies Stripe.Coupon;
  draft.put('coupons', coupon);
  draft.emit('coupon.created', coupon);
  return coupon;
}

export type NewPromotionCode = Pick<Stripe.PromotionCode, 'active' | 'expires_at' | 'max_redemptions' | 'restrictions'> & {
  code: string;
  coupon: string;
  customer: string | null;
  metadata: Record<string, string>;
};

/** Adds a word customers can type to get a coupon. */
export function createPromotionCode(draft: Draft, { coupon, ...terms }: NewPromotionCode): Stripe.PromotionCode {
  const promotion = {
    ...terms,
    id: draft.newId('promo_'),
    object: 'promotion_code',
    created: draft.at,
    customer_account: null,
    livemode: false,
    promotion: { coupon, type: 'coupon' },
    times_redeemed: 0,
  } satisfies Stripe.PromotionCode;
  draft.put('promotionCodes', promotion);
  draft.emit('promotion_code.created', promotion);
  return promotion;
}

export interface NewDiscount {
  coupon: Stripe.Coupon;
  promotionCode: string | null;
  customer: string;
  subscription: string;
  checkoutSession: string | null;
  /** Unix second from which a repeating coupon gives nothing more. */
  end: number | null;
}

/** A coupon at work on a subscription. */
export function newDiscount(draft: Draft, facts: NewDiscount): Stripe.Discount {
  return {
    id: draft.newId('di_'),
    object: 'discount',
    checkout_session: facts.checkoutSession,
    customer: facts.customer,
    customer_account: null,
    end: facts.end,
    invoice: null,
    invoice_item: null,
    promotion_code: facts.promotionCode,
    source: { coupon: facts.coupon.id, type: 'coupon' },
    start: draft.at,
    subscription: facts.subscription,
    subscription_item: null,
  } satisfies Stripe.Discount;
}
