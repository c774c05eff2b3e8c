import { cellsWithin, referralSeries } from './referral-series.js';
import type { ReferralCell } from './referral-tally.js';

const cell = (day: string, visits: number, hour: number | null = null): ReferralCell => ({
  day,
  hour,
  channel: 'direct',
  visits,
  signUps: 0,
  converted: 0,
  pending: 0,
});
const frame = {
  span: { from: '2026-05-06', to: '2026-05-20' },
  interval: 'day',
  now: new Date('2026-05-19T10:30:00Z'),
  today: '2026-05-19',
} as const;

it('has every day, also those on which nothing happened', () => {
  const series = referralSeries([cell('2026-05-07', 2), cell('2026-05-07', 3)], [], frame);
  expect(series).toHaveLength(14);
  expect(series.slice(0, 2).map(({ start, visits }) => [start, visits])).toEqual([
    ['2026-05-06', 0],
    ['2026-05-07', 5],
  ]);
  expect(series.filter(({ isOpen }) => isOpen).map(({ start }) => start)).toEqual(['2026-05-19']);
});

it('puts days into weeks from Monday, of which the first begins with the span', () => {
  const series = referralSeries([cell('2026-05-10', 1), cell('2026-05-11', 2), cell('2026-05-19', 4)], [], { ...frame, interval: 'week' });
  expect(series.map(({ start, visits, isOpen }) => [start, visits, isOpen])).toEqual([
    ['2026-05-06', 1, false],
    ['2026-05-11', 2, false],
    ['2026-05-18', 4, true],
  ]);
});

it('takes the hours of the span that it is given', () => {
  const at = (time: string): number => Date.parse(time) / 1000;
  const hours = ['2026-05-19T09:00:00Z', '2026-05-19T10:00:00Z', '2026-05-20T00:00:00Z'].map((time) => ({
    hour: at(time),
    day: time.slice(0, 10),
    hourOfDay: Number(time.slice(11, 13)),
  }));
  const series = referralSeries([cell('2026-05-19', 7, at('2026-05-19T10:00:00Z'))], hours, { ...frame, interval: 'hour' });
  expect(series.map(({ start, visits, isOpen }) => [start, visits, isOpen])).toEqual([
    ['2026-05-19T09:00:00.000Z', 0, false],
    ['2026-05-19T10:00:00.000Z', 7, true],
  ]);
});

it('leaves out what is of another span', () => {
  const cells = [cell('2026-05-05', 1), cell('2026-05-06', 2), cell('2026-05-20', 4)];
  expect(cellsWithin(cells, frame.span)).toEqual([cell('2026-05-06', 2)]);
});
