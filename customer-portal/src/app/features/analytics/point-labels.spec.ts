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

  it('tell apart hours that the clock shows twice, by what they begin with', () => {
    const labels = (timeZone: string, ...starts: string[]) =>
      pointLabels(
        starts.map((start) => ({ start, isOpen: false })),
        'hour',
        timeZone,
      );
    expect(labels('Europe/Berlin', '2026-10-24T23:00:00.000Z', '2026-10-25T00:00:00.000Z', '2026-10-25T01:00:00.000Z')).toEqual([
      '25 Oct, 01:00',
      '25 Oct, 02:00 GMT+2',
      '25 Oct, 02:00 GMT+1',
    ]);
    expect(labels('Australia/Lord_Howe', '2025-10-04T14:30:00.000Z', '2025-10-04T15:00:00.000Z')).toEqual(['5 Oct, 01:00', '5 Oct, 02:30']);
  });
});
