import type Stripe from 'stripe';

/** One amount that discounts and tax are worked out for. */
export interface Position {
  /** Minor units; credit is negative. */
  amount: number;
  isDiscountable: boolean;
  product: string;
}

/** What applies to all positions together. */
export interface Terms {
  discounts: readonly { id: string; coupon: Stripe.Coupon }[];
  /** Hundredths of a percent, on top of the price. */
  taxRate: number;
}

export interface Priced {
  discounts: { discount: string; amount: number }[];
  /** The amount less its discounts. */
  net: number;
  tax: number;
}

/** Works out each position's share of the discounts, and its tax; both are whole minor units. */
export function pricePositions(positions: readonly Position[], terms: Terms): Priced[] {
  const priced = positions.map(({ amount }): Priced => ({ discounts: [], net: amount, tax: 0 }));
  for (const { id, coupon } of terms.discounts) {
    const weights = priced.map(({ net }, index) => (isEligible(positions[index], coupon) ? Math.max(0, net) : 0));
    const shares = split(discountOn(sum(weights), coupon), weights);
    for (const [index, line] of priced.entries()) {
      const amount = shares[index] ?? 0;
      if (amount === 0) continue;
      line.discounts.push({ discount: id, amount });
      line.net -= amount;
    }
  }
  for (const line of priced) line.tax = roundAway((line.net * terms.taxRate) / 10_000);
  return priced;
}

function isEligible(position: Position | undefined, coupon: Stripe.Coupon): boolean {
  const products = coupon.applies_to?.products;
  return position !== undefined && position.isDiscountable && (products === undefined || products.includes(position.product));
}

/** What a coupon takes off an amount: never more than there is. */
export function discountOn(amount: number, coupon: Stripe.Coupon): number {
  if (coupon.percent_off === null) return Math.min(coupon.amount_off ?? 0, amount);
  return roundAway((amount * Math.round(coupon.percent_off * 100)) / 10_000);
}

/** Shares out a whole number by weight; the largest remainders get the odd units, so nothing is lost. */
export function split(total: number, weights: readonly number[]): number[] {
  const all = sum(weights);
  if (all === 0) return weights.map(() => 0);
  const exact = weights.map((weight) => (total * weight) / all);
  const shares = exact.map(Math.floor);
  const order = exact.map((value, index) => ({ index, rest: value - Math.floor(value) })).sort((a, b) => b.rest - a.rest);
  for (const { index } of order.slice(0, total - sum(shares))) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}

/** Halves away from zero, so that a credit's tax mirrors the charge's. */
export function roundAway(value: number): number {
  const rounded = Math.sign(value) * Math.round(Math.abs(value));
  return rounded === 0 ? 0 : rounded;
}

/** All of them together. */
export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
