import { aPlanList } from '../../testing/billing-fixtures';
import { formatMicros, planRows } from './plan-rows';

describe('planRows', () => {
  const states = (list: Parameters<typeof planRows>[0]) => planRows(list).flatMap((row) => row.prices.map(({ state }) => state));

  it('tells agreeing, missing and differing prices apart', () => {
    const list = aPlanList();
    const plan = list.items[0];
    const price = plan?.prices[0];
    if (!plan || !price) throw new Error('no plan');
    const prices = [price, { ...price, isInSync: false }, { ...price, stripePriceId: null, amount: null, isInSync: false }];
    expect(states({ ...list, items: [{ ...plan, prices }] })).toEqual(['in_sync', 'differs', 'missing']);
  });

  it('knows nothing of a price while Stripe cannot be reached', () => {
    expect(new Set(states({ ...aPlanList(), isStripeReachable: false }))).toEqual(new Set(['unknown']));
  });
});

describe('formatMicros', () => {
  it.each([
    [40_000, 'usd', '$0.04'],
    [1_500, 'usd', '$0.0015'],
    [1_000_000, 'usd', '$1.00'],
    [5_000_000, 'jpy', '¥5'],
  ])('%d %s → %s', (micros, currency, expected) => expect(formatMicros(micros, currency)).toBe(expected));
});
