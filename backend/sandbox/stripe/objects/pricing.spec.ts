import fc from 'fast-check';
import type Stripe from 'stripe';
import { pricePositions, split, sum } from './pricing.js';

/** A coupon that takes off what the test says. */
function coupon(terms: { percent_off: number | null; amount_off: number | null }): Stripe.Coupon {
  return {
    id: 'C',
    object: 'coupon',
    created: 0,
    currency: 'usd',
    duration: 'forever',
    duration_in_months: null,
    livemode: false,
    max_redemptions: null,
    metadata: {},
    name: null,
    redeem_by: null,
    times_redeemed: 0,
    valid: true,
    ...terms,
  };
}

const positions = fc.array(
  fc.record({ amount: fc.integer({ min: -50_000, max: 200_000 }), isDiscountable: fc.boolean(), product: fc.constant('prod') }),
  { minLength: 1, maxLength: 8 },
);
const coupons = fc.array(
  fc.oneof(
    fc.integer({ min: 1, max: 100 }).map((percent) => coupon({ percent_off: percent, amount_off: null })),
    fc.integer({ min: 1, max: 300_000 }).map((amount) => coupon({ percent_off: null, amount_off: amount })),
  ),
  { maxLength: 3 },
);

describe('prices', () => {
  it('come to lines less discounts plus tax, and no discount turns a line negative', () => {
    fc.assert(
      fc.property(positions, coupons, fc.integer({ min: 0, max: 3000 }), (lines, given, taxRate) => {
        const priced = pricePositions(lines, { discounts: given.map((entry, index) => ({ id: `di_${index}`, coupon: entry })), taxRate });
        for (const [index, { discounts, net, tax }] of priced.entries()) {
          const line = lines[index];
          if (line === undefined) throw new Error('lost a line');
          expect(net).toBe(line.amount - sum(discounts.map(({ amount }) => amount)));
          expect(Math.abs(tax - (net * taxRate) / 10_000)).toBeLessThanOrEqual(0.5);
          expect(discounts.every(({ amount }) => amount > 0 && line.isDiscountable)).toBe(true);
          if (line.amount >= 0) expect(net).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('are shared out without losing a unit', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(10_000), { minLength: 1 }), fc.double({ min: 0, max: 1, noNaN: true }), (weights, part) => {
        const total = Math.floor(sum(weights) * part);
        const shares = split(total, weights);
        expect(sum(shares)).toBe(total);
        expect(shares.every((share, index) => share >= 0 && share <= (weights[index] ?? 0))).toBe(true);
      }),
    );
  });
});
