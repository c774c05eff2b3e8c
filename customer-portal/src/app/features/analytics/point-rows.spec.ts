import { hourSpans } from './hour-spans';
import { pointFilters, pointLinker, type PointSpan } from './point-rows';

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

  it('are those of the moments of an hour, also of one that the clock shows twice', () => {
    const berlin = { from: '2026-10-25', to: '2026-10-26', timeZone: 'Europe/Berlin', interval: 'hour' } as const;
    expect(pointFilters({ ...berlin, series: starts('2026-10-25T00:00:00.000Z', '2026-10-25T01:00:00.000Z') })).toEqual([
      { from: '2026-10-25T00:00:00.000Z', to: '2026-10-25T01:00:00.000Z' },
      { from: '2026-10-25T01:00:00.000Z', to: '2026-10-25T02:00:00.000Z' },
    ]);
    const kolkata = pointFilters({ ...berlin, timeZone: 'Asia/Kolkata', series: starts('2026-10-25T18:30:00.000Z') });
    expect(kolkata).toEqual([{ from: '2026-10-25T18:30:00.000Z', to: '2026-10-25T19:30:00.000Z' }]);
  });

  it('are called by the name of the point, which says the offset of an hour that comes twice, and none lead to nothing', () => {
    const report = { from: '2026-10-25', to: '2026-10-26', timeZone: 'Europe/Berlin', interval: 'hour' } as const;
    const counts = [2, 0, 3];
    const series = counts.map((count, at) => ({ start: `2026-10-25T0${at}:00:00.000Z`, isOpen: false, count }));
    const linksTo = pointLinker({ ...report, series }, ({ list: path, filters, count, of = '' }) =>
      count ? { path, query: filters as Record<string, string>, name: of } : null,
    );
    const filters = { visitor: 'new', oncePerVisitor: 'true' };
    expect(linksTo({ list: 'conversations', words: 'newVisitors', filters }, ({ count }) => count)).toEqual([
      {
        path: 'conversations',
        query: { ...filters, from: '2026-10-25T00:00:00.000Z', to: '2026-10-25T01:00:00.000Z' },
        name: expect.stringMatching(/02:00 GMT\+2$/),
      },
      null,
      {
        path: 'conversations',
        query: { ...filters, from: '2026-10-25T02:00:00.000Z', to: '2026-10-25T03:00:00.000Z' },
        name: expect.stringMatching(/03:00$/),
      },
    ]);
  });

  it.each([
    // back from two to half past one, forth from two to half past two; and back from 3:45 to 2:45, which fills one hour with parts of two
    ['Australia/Lord_Howe', '2025-04-05T14:00:00.000Z', '14:00 15:00'],
    ['Australia/Lord_Howe', '2025-04-05T14:30:00.000Z', '15:00 15:30'],
    ['Australia/Lord_Howe', '2025-04-05T15:30:00.000Z', '15:30 16:30'],
    ['Australia/Lord_Howe', '2025-10-04T14:30:00.000Z', '14:30 15:30'],
    ['Australia/Lord_Howe', '2025-10-04T15:00:00.000Z', '15:30 16:00'],
    ['Pacific/Chatham', '2025-04-05T13:15:00.000Z', '13:15 14:15'],
  ])('in %s the hour of %s is %s', (timeZone, start, moments) => {
    const [span] = hourSpans([{ start }], timeZone);
    expect([span?.from, span?.to].map((instant) => instant?.slice(11, 16)).join(' ')).toBe(moments);
  });
});
