import { daysOf, fittingInterval, longestRange, pointsOf, tooFine } from './report-range';

describe('ranges of a report', () => {
  it('count both ends, across a change of the clock, too', () => {
    expect(daysOf({ from: '2026-03-28', to: '2026-03-30' })).toBe(3);
    expect(daysOf({ from: '2026-03-30', to: '2026-03-28' })).toBe(0);
    expect(daysOf({ from: 'soon', to: '2026-03-28' })).toBe(0);
  });
});

describe('intervals', () => {
  it('are too fine when an answer would have more points than it may', () => {
    expect(tooFine(longestRange('hour'))).toEqual([]);
    expect(tooFine(longestRange('hour') + 1)).toEqual(['hour']);
    expect(tooFine(731)).toEqual(['hour']);
    expect([pointsOf('week', 30), pointsOf('month', 366)]).toEqual([6, 15]);
  });

  it.each(['hour', 'day', 'week', 'month'] as const)('%s is for ranges up to its own length', (interval) => {
    expect(tooFine(longestRange(interval))).not.toContain(interval);
    expect(tooFine(longestRange(interval) + 1)).toContain(interval);
  });

  it('fit the range where none is chosen', () =>
    expect([1, 7, 90, 200, 365].map(fittingInterval)).toEqual(['hour', 'day', 'day', 'week', 'month']));
});
