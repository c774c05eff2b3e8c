import fc from 'fast-check';
import { dayAfter, dayOf, daysBetween, pointsOf, weekdayOf } from './report-days.js';

it.each([
  ['2026-02-28', 1, '2026-03-01'],
  ['2028-02-28', 1, '2028-02-29'],
  ['2026-01-01', -1, '2025-12-31'],
  ['2026-03-30', -30, '2026-02-28'],
])('%s and %d days is %s', (day, count, expected) => {
  expect(dayAfter(day, count)).toBe(expected);
  expect(daysBetween(day, expected)).toBe(count);
});

it('knows Mondays and Sundays', () => expect(['2026-11-23', '2026-11-29'].map(weekdayOf)).toEqual([1, 7]));

it('asks the zone which day it is', () => {
  const late = new Date('2026-11-20T23:30:00Z');
  expect([dayOf(late, 'UTC'), dayOf(late, 'Asia/Kathmandu'), dayOf(late, 'America/St_Johns')]).toEqual([
    '2026-11-20',
    '2026-11-21',
    '2026-11-20',
  ]);
});

it('asks it again for each quarter of an hour, and for each moment of old, when a day could begin in the middle of one', () => {
  const dayAt = (moment: string, zone: string): string => dayOf(new Date(moment), zone);
  expect(['2026-11-20T22:59:59.999Z', '2026-11-20T23:00:00Z', '2026-11-20T22:59:00Z'].map((at) => dayAt(at, 'Europe/Berlin'))).toEqual([
    '2026-11-20',
    '2026-11-21',
    '2026-11-20',
  ]);
  // 44 minutes and a half behind UTC
  expect(['1971-05-01T00:44:29Z', '1971-05-01T00:44:31Z'].map((at) => dayAt(at, 'Africa/Monrovia'))).toEqual(['1971-04-30', '1971-05-01']);
});

it('says of any moment what the calendar of its zone says', () => {
  const zones = ['UTC', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/St_Johns', 'Pacific/Apia'];
  const moment = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2100, 0) });
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      moment,
      fc.array(fc.integer({ min: 0, max: 5_400_000 }), { maxLength: 6 }),
      (timeZone, at, later) => {
        for (const step of [0, ...later])
          expect(dayOf(new Date(at + step), timeZone)).toBe(new Date(at + step).toLocaleDateString('sv-SE', { timeZone }));
      },
    ),
    { numRuns: 60 },
  );
});

it('cuts weeks on Mondays and months on their first, and the ends where the span does', () => {
  expect(pointsOf('2026-11-25', '2026-12-09', 'week')).toEqual([
    { from: '2026-11-25', to: '2026-11-30' },
    { from: '2026-11-30', to: '2026-12-07' },
    { from: '2026-12-07', to: '2026-12-09' },
  ]);
  expect(pointsOf('2026-11-25', '2027-01-01', 'month')).toEqual([
    { from: '2026-11-25', to: '2026-12-01' },
    { from: '2026-12-01', to: '2027-01-01' },
  ]);
});

it('covers a span once, whatever the interval', () => {
  const start = fc.nat(1_000).map((days) => dayAfter('2025-01-01', days));
  fc.assert(
    fc.property(
      start,
      fc.integer({ min: 1, max: 731 }),
      fc.constantFrom('day' as const, 'week' as const, 'month' as const),
      (from, count, interval) => {
        const to = dayAfter(from, count);
        const points = pointsOf(from, to, interval);
        expect([points[0]?.from, points.at(-1)?.to]).toEqual([from, to]);
        for (const [index, point] of points.entries()) {
          expect(point.from < point.to).toBe(true);
          expect(points[index + 1]?.from ?? to).toBe(point.to);
        }
      },
    ),
    { numRuns: 60 },
  );
});
