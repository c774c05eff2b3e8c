import type { BillingInterval } from '@orbisvoice/shared-dto/values';
import { mrrMovement, mrrOf, type MrrMovement, type MrrState, type RevenueSource } from '../domain/mrr-movement.js';
import { monthlyAmount } from './price.mapper.js';
import type { StripePrice } from './stripe.gateway.js';

const DOLLAR = 100;
const NOTHING: MrrState = { amount: 0, plan: null };

/** A subscription as it is kept once Stripe's price was read. */
const subscription = (dollars: number, interval: BillingInterval, status = 'active'): RevenueSource => ({
  status,
  amount: monthlyAmount({ unit_amount: dollars * DOLLAR, recurring: { interval, interval_count: 1 } as StripePrice['recurring'] }, 1),
  planCode: 'professional',
});
const CANCELED = 'canceled';
const move = (before: MrrState, after: MrrState): MrrMovement | null => mrrMovement({ ...before, hasEverPaid: before.amount > 0 }, after);

/** The vectors of metrics.md, from the price to the movement. */
describe('monthly recurring revenue', () => {
  const yearly = subscription(2_000, 'year');
  const extra = subscription(60, 'month');

  it('100 tenants at $100 a month and 50 at $600 a year: $12,500', () => {
    const tenants = [
      ...Array<RevenueSource>(100).fill(subscription(100, 'month')),
      ...Array<RevenueSource>(50).fill(subscription(600, 'year')),
    ];
    expect(tenants.reduce((sum, one) => sum + mrrOf([one]).amount, 0)).toBe(12_500 * DOLLAR);
  });

  it('$2,000 a year: $166.67 new', () => {
    expect(move(NOTHING, mrrOf([yearly]))).toMatchObject({ kind: 'new', amount: 16_667, before: 0, after: 16_667 });
  });

  it('$60 a month more for the same customer: expansion 60; without it again: contraction 60', () => {
    const [one, both] = [mrrOf([yearly]), mrrOf([yearly, extra])];
    expect(move(one, both)).toMatchObject({ kind: 'expansion', amount: 60 * DOLLAR });
    expect(move(both, one)).toMatchObject({ kind: 'contraction', amount: 60 * DOLLAR });
  });

  it('one of several cancelled: contraction; the last one: churn', () => {
    const both = mrrOf([yearly, extra]);
    const one = mrrOf([{ ...yearly, status: CANCELED }, extra]);
    expect(move(both, one)).toMatchObject({ kind: 'contraction', amount: 16_667, after: 60 * DOLLAR });
    const none = mrrOf([
      { ...yearly, status: CANCELED },
      { ...extra, status: CANCELED },
    ]);
    expect(move(one, none)).toMatchObject({ kind: 'churn', amount: 60 * DOLLAR, after: 0 });
  });

  it('a payment that is overdue moves nothing', () => {
    expect(move(mrrOf([extra]), mrrOf([{ ...extra, status: 'past_due' }]))).toBeNull();
  });
});
