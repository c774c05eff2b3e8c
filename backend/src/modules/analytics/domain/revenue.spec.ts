import fc from 'fast-check';
import {
  arpu,
  closingMrr,
  customerChurn,
  grossChurn,
  grossRetention,
  lifetimeValue,
  netChurn,
  netRetention,
  quickRatio,
  type RevenueMonthFlows,
} from './revenue.js';

const month = (flows: Partial<RevenueMonthFlows>): RevenueMonthFlows => ({
  start: 0,
  new: 0,
  expansion: 0,
  reactivation: 0,
  contraction: 0,
  churn: 0,
  ...flows,
});
/** `count` months in which `churned` of `payers` left. */
const churning = (churned: number, payersAtStart: number, count = 6) => Array.from({ length: count }, () => ({ churned, payersAtStart }));

describe('the vectors of metrics.md', () => {
  it('start 100, churn 10, contraction 10, expansion 10: gross 20 %, net 10 %', () => {
    const vector = month({ start: 100, churn: 10, contraction: 10, expansion: 10 });
    expect(grossChurn(vector)).toBeCloseTo(0.2, 12);
    expect(netChurn(vector)).toBeCloseTo(0.1, 12);
    expect(grossRetention(vector)).toBeCloseTo(0.8, 12);
    expect(netRetention(vector)).toBeCloseTo(0.9, 12);
    expect(closingMrr(vector)).toBe(90);
  });

  it('new 20k, expansion 8k, churn 5k, contraction 3k: quick ratio 3.5', () => {
    expect(quickRatio(month({ new: 20_000, expansion: 8_000, churn: 5_000, contraction: 3_000 }))).toBe(3.5);
  });

  it.each([
    ['4 %', 4, 25_000],
    ['6 %', 6, 16_667],
  ])('ARPU 10, churn %s', (_, churned, expected) => {
    const value = lifetimeValue({ arpu: 1_000, grossMargin: 1, months: churning(churned, 100) });
    expect(value).toEqual({ low: expected, high: expected, unknownBecause: null });
  });
});

describe('what has no denominator', () => {
  it('is null', () => {
    const fresh = month({ new: 2_900 });
    expect([grossChurn(fresh), netChurn(fresh), grossRetention(fresh), netRetention(fresh), quickRatio(fresh)]).toEqual(
      Array(5).fill(null),
    );
    expect([customerChurn(0, 0), arpu(0, 0)]).toEqual([null, null]);
  });

  it.each([
    ['nobody left', { arpu: 1_000, months: churning(0, 100) }, 'no_churn'],
    ['too few pay', { arpu: 1_000, months: churning(1, 29) }, 'few_payers'],
    ['two months', { arpu: 1_000, months: churning(4, 100, 2) }, 'short_history'],
    ['nobody pays', { arpu: null, months: churning(4, 100) }, 'short_history'],
    // the last three months without a loss: one end of the range would be endless
    ['quiet lately', { arpu: 1_000, months: [...churning(4, 100, 3), ...churning(0, 100, 3)] }, 'no_churn'],
  ])('makes no lifetime value when %s', (_, facts, reason) => {
    expect(lifetimeValue({ grossMargin: 1, ...facts })).toEqual({ low: null, high: null, unknownBecause: reason });
  });
});

it('gives a range where churn changes, and takes the margin off', () => {
  const months = [...churning(8, 100, 3), ...churning(4, 100, 3)];
  expect(lifetimeValue({ arpu: 1_000, grossMargin: 0.5, months })).toEqual({ low: 8_333, high: 12_500, unknownBecause: null });
});

it('keeps gross retention within all and nothing, below net retention, and the identity to the cent', () => {
  const cents = fc.nat(10_000_000);
  const history = fc.record({ start: cents, new: cents, expansion: cents, reactivation: cents, contraction: cents, churn: cents });
  fc.assert(
    fc.property(history, (given) => {
      // what is lost was there
      const churn = given.start === 0 ? 0 : given.churn % (given.start + 1);
      const flows = { ...given, churn, contraction: given.contraction % (given.start - churn + 1) };
      const { new: added, expansion, reactivation, contraction, start } = flows;
      expect(closingMrr(flows)).toBe(start + added + expansion + reactivation - contraction - churn);
      const kept = grossRetention(flows);
      if (kept === null) return expect(start).toBe(0);
      expect(kept).toBeGreaterThanOrEqual(0);
      expect(kept).toBeLessThanOrEqual(1);
      expect(netRetention(flows)).toBeGreaterThanOrEqual(kept);
      expect((grossChurn(flows) ?? Number.NaN) + kept).toBeCloseTo(1, 9);
    }),
  );
});
