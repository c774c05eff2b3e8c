import { pointLabels } from './point-labels';

describe('labels of points', () => {
  it.each([
    ['hour', '2026-03-28T23:00:00.000Z', '29 Mar, 00:00'],
    ['day', '2026-03-29', '29 Mar'],
    ['week', '2026-03-30', 'Week of 30 Mar'],
    ['month', '2026-03-01', 'Mar 2026'],
  ] as const)('by %s', (interval, start, label) =>
    expect(pointLabels([{ start, isOpen: false }], interval, 'Europe/Berlin')).toEqual([label]),
  );

  it('say what has not ended', () =>
    expect(pointLabels([{ start: '2026-03-29', isOpen: true }], 'day', 'UTC')).toEqual(['29 Mar (so far)']));
});
