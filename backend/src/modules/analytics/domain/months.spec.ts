import { firstDayOf, monthAfter, monthOf, monthsIn } from './months.js';

it.each([
  ['2026-11', 1, '2026-12'],
  ['2026-12', 1, '2027-01'],
  ['2026-01', -1, '2025-12'],
  ['2026-11', -11, '2025-12'],
  ['2026-11', -35, '2023-12'],
  ['2026-02', 0, '2026-02'],
])('%s and %d months is %s', (month, count, expected) => {
  expect(monthAfter(month, count)).toBe(expected);
});

it('counts both ends', () => {
  expect([monthsIn('2026-11', '2026-11'), monthsIn('2025-12', '2026-11'), monthsIn('2026-12', '2026-11')]).toEqual([1, 12, 0]);
});

it('asks the zone which month it is', () => {
  const turnOfYear = new Date('2026-12-31T23:30:00Z');
  expect([monthOf(turnOfYear, 'UTC'), monthOf(turnOfYear, 'Europe/Zurich'), monthOf(turnOfYear, 'America/New_York')]).toEqual([
    '2026-12',
    '2027-01',
    '2026-12',
  ]);
  expect(firstDayOf('2026-12')).toBe('2026-12-01');
});
