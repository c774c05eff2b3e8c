import { pointFilters, type PointSpan } from './point-rows';

const starts = (...days: string[]): PointSpan['series'] => days.map((start) => ({ start }));

describe('rows of points', () => {
  it('are those of the days of each, as far as they are in the range', () => {
    const range = { from: '2026-02-26', to: '2026-03-11', timeZone: 'UTC' };
    expect(pointFilters({ ...range, interval: 'day', series: starts('2026-02-28', '2026-03-01') })).toEqual([
      { from: '2026-02-28', to: '2026-02-28' },
      { from: '2026-03-01', to: '2026-03-10' },
    ]);
    expect(pointFilters({ ...range, interval: 'week', series: starts('2026-02-23', '2026-03-02', '2026-03-09') })).toEqual([
      { from: '2026-02-26', to: '2026-03-01' },
      { from: '2026-03-02', to: '2026-03-08' },
      { from: '2026-03-09', to: '2026-03-10' },
    ]);
    expect(pointFilters({ ...range, interval: 'month', series: starts('2026-02-01', '2026-03-01') })).toEqual([
      { from: '2026-02-26', to: '2026-02-28' },
      { from: '2026-03-01', to: '2026-03-10' },
    ]);
  });

  it('are those of an hour of the clock, but not of one that comes twice', () => {
    const berlin = { from: '2026-10-25', to: '2026-10-26', timeZone: 'Europe/Berlin', interval: 'hour' } as const;
    const series = starts('2026-10-24T22:00:00.000Z', '2026-10-25T00:00:00.000Z', '2026-10-25T01:00:00.000Z', '2026-10-25T22:00:00.000Z');
    expect(pointFilters({ ...berlin, series })).toEqual([
      { from: '2026-10-25', to: '2026-10-25', hour: '0' },
      null,
      null,
      { from: '2026-10-25', to: '2026-10-25', hour: '23' },
    ]);
    const kolkata = pointFilters({ ...berlin, timeZone: 'Asia/Kolkata', series: starts('2026-10-25T18:30:00.000Z') });
    expect(kolkata).toEqual([{ from: '2026-10-26', to: '2026-10-26', hour: '0' }]);
  });
});
