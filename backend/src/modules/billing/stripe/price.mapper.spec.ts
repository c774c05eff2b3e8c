import { isOverage, monthlyAmount, planOfPrice } from './price.mapper.js';
import type { StripePrice } from './stripe.gateway.js';

const price = (changes: Partial<StripePrice> = {}): StripePrice =>
  ({
    id: 'price_1',
    lookup_key: 'starter_monthly',
    unit_amount: 2_900,
    metadata: {},
    recurring: { interval: 'month', interval_count: 1 },
    ...changes,
  }) as StripePrice;

describe('planOfPrice', () => {
  it.each([
    [{ lookup_key: 'enterprise_monthly' }, 'enterprise'],
    // replaced by a price with a new amount, which took the lookup key over
    [{ lookup_key: null, metadata: { plan: 'professional' } }, 'professional'],
    [{ lookup_key: null }, null],
    [{ lookup_key: 'starter_yearly' }, 'starter'],
    [{ lookup_key: 'gym_yearly' }, null],
    [{ lookup_key: 'starter_overage_monthly', metadata: { plan: 'starter', kind: 'overage' } }, null],
  ])('%j → %s', (changes, plan) => expect(planOfPrice(price(changes))).toBe(plan));
});

it('knows the price of conversations beyond the limit by what is written on it', () => {
  expect(isOverage(price({ metadata: { plan: 'starter', kind: 'overage' } }))).toBe(true);
  expect(isOverage(price())).toBe(false);
});

describe('monthlyAmount', () => {
  it.each([
    [200_000, 'year', 1, 1, 16_667],
    [60_000, 'year', 1, 1, 5_000],
    [2_900, 'month', 1, 3, 8_700],
    [9_000, 'month', 3, 1, 3_000],
  ] as const)('%i per %s ×%i, quantity %i', (unitAmount, interval, count, quantity, expected) => {
    const recurring = { interval, interval_count: count } as StripePrice['recurring'];
    expect(monthlyAmount(price({ unit_amount: unitAmount, recurring }), quantity)).toBe(expected);
  });
});
