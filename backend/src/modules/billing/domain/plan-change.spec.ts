import fc from 'fast-check';
import { BILLING_INTERVALS, PLAN_CODES, type BillingInterval } from '@orbisvoice/shared-dto/values';
import { changeKind, oneIntervalAfter, prorationDate, type PlanChoice } from './plan-change.js';

const plan = (text: string): PlanChoice => {
  const [planCode, interval] = text.split(' by the ');
  return {
    planCode: PLAN_CODES.find((code) => code === planCode) ?? 'free',
    interval: BILLING_INTERVALS.find((one) => one === interval) ?? 'month',
  };
};

describe('changeKind', () => {
  it.each([
    [null, 'starter by the month', 'checkout'],
    ['starter by the month', 'professional by the month', 'upgrade'],
    ['starter by the month', 'starter by the year', 'upgrade'],
    ['starter by the month', 'enterprise by the year', 'upgrade'],
    ['starter by the year', 'professional by the year', 'upgrade'],
    ['professional by the month', 'starter by the month', 'downgrade'],
    ['professional by the month', 'starter by the year', 'downgrade'],
    ['starter by the year', 'starter by the month', 'downgrade'],
    ['starter by the year', 'enterprise by the month', 'downgrade'],
    ['starter by the month', 'starter by the month', 'none'],
    ['enterprise by the year', 'enterprise by the year', 'none'],
  ])('%s → %s: %s', (from, to, kind) => expect(changeKind(from === null ? null : plan(from), plan(to))).toBe(kind));

  it('is undone by its opposite: an upgrade one way is a downgrade the other, but for a bigger plan by the month', () => {
    const choice = fc.record({ planCode: fc.constantFrom(...PLAN_CODES), interval: fc.constantFrom(...BILLING_INTERVALS) });
    fc.assert(
      fc.property(choice, choice, (from, to) => {
        const [there, back] = [changeKind(from, to), changeKind(to, from)];
        if (there === 'none') expect(from).toEqual(to);
        if (there === 'upgrade') expect(back).toBe('downgrade');
      }),
    );
  });
});

describe('oneIntervalAfter', () => {
  it.each<[string, BillingInterval, string]>([
    ['2026-01-15T10:00:00.000Z', 'month', '2026-02-15T10:00:00.000Z'],
    ['2026-01-31T10:00:00.000Z', 'month', '2026-02-28T10:00:00.000Z'],
    ['2028-01-31T10:00:00.000Z', 'month', '2028-02-29T10:00:00.000Z'],
    ['2026-12-31T23:59:59.000Z', 'month', '2027-01-31T23:59:59.000Z'],
    ['2028-02-29T00:00:00.000Z', 'year', '2029-02-28T00:00:00.000Z'],
  ])('%s + 1 %s', (start, interval, end) => expect(oneIntervalAfter(new Date(start), interval).toISOString()).toBe(end));
});

describe('prorationDate', () => {
  const period = { currentPeriodStart: new Date('2026-01-01T00:00:00Z'), currentPeriodEnd: new Date('2026-02-01T00:00:00Z') };

  it.each([
    ['2026-01-10T12:00:00.700Z', '2026-01-10T12:00:00.000Z'],
    ['2025-12-31T23:59:59.000Z', '2026-01-01T00:00:00.000Z'],
    ['2026-02-03T00:00:00.000Z', '2026-02-01T00:00:00.000Z'],
  ])('%s → %s', (now, at) => expect(prorationDate(period, new Date(now)).toISOString()).toBe(at));
});
