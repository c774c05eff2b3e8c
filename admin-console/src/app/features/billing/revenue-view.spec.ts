import { aRevenueMonth, aRevenueReport } from '../../testing/revenue-fixtures';
import { cohortCells, hasRevenue, lastFinished } from './revenue-view';

it('finds the last month that has ended', () => {
  const months = [aRevenueMonth({ month: '2026-10' }), aRevenueMonth({ month: '2026-11', isOpen: true })];
  expect(lastFinished(months)?.month).toBe('2026-10');
  expect(lastFinished(months.slice(1))).toBeUndefined();
});

it('tells no revenue from revenue that went', () => {
  const nothing = { mrrStart: 0, mrrEnd: 0, tenants: { new: 0, expansion: 0, reactivation: 0, contraction: 0, churn: 0 } };
  const quiet = aRevenueReport({ now: { ...aRevenueReport().now, mrr: 0 }, months: [aRevenueMonth(nothing)] });
  expect(hasRevenue(quiet)).toBe(false);
  expect(hasRevenue({ ...quiet, months: [aRevenueMonth({ ...nothing, tenants: { ...nothing.tenants, churn: 1 } })] })).toBe(true);
});

it('measures a cohort by its people and by its money', () => {
  const cohort = {
    month: '2026-09',
    size: 4,
    mrr: 10_000,
    months: [
      { index: 0, payers: 3, mrr: 10_000, isOpen: false },
      { index: 1, payers: 1, mrr: 15_000, isOpen: true },
    ],
  };
  expect(cohortCells(cohort, 'customers').map(({ share, depth }) => [share, depth])).toEqual([
    [0.75, 8],
    [0.25, 3],
  ]);
  expect(cohortCells(cohort, 'revenue').map(({ share, depth }) => [share, depth])).toEqual([
    [1, 10],
    [1.5, 10],
  ]);
  expect(cohortCells({ ...cohort, mrr: 0 }, 'revenue')[0]?.share).toBeNull();
});
