import type { AnalyticsInterval } from '@orbisvoice/shared-dto/values';
import { type ClockHour, ConversationTally, type DayCell, type HourCell } from './conversation-tally.js';
import { dayAfter, daysBetween, daysOf, pointsOf, weekdayOf, type HourPoint } from './report-days.js';

const HOUR_MS = 3_600_000;
const DAYS_OF_WEEK = 7;
const HOURS_OF_DAY = 24;

type DayInterval = Exclude<AnalyticsInterval, 'hour'>;

/** A span of local days. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** Cells of a span and the clock they are put on. */
export interface SpanCells {
  readonly days: readonly DayCell[];
  readonly hours: readonly HourCell[];
  readonly clock: readonly ClockHour[];
  readonly points: readonly HourPoint[];
}

/** A point with what fell into it. `end` is a local day, or a moment where points are hours. */
export interface SeriesPoint {
  readonly start: string;
  readonly isOpen: boolean;
  readonly tally: ConversationTally;
}

const isIn =
  ({ from, to }: Span) =>
  ({ day }: { readonly day: string }): boolean =>
    day >= from && day < to;

/** What of the cells lies in a span. */
export const cellsIn = (cells: SpanCells, span: Span): SpanCells => ({
  days: cells.days.filter(isIn(span)),
  hours: cells.hours.filter(isIn(span)),
  clock: cells.clock.filter(isIn(span)),
  points: cells.points.filter(isIn(span)),
});

/** The moment a series is looked at: points that have not ended are open. */
export interface Moment {
  readonly now: Date;
  readonly today: string;
}

/** The points of a span in order, without gaps. */
export function seriesOf(
  cells: SpanCells,
  span: Span,
  { interval, now, today }: Moment & { readonly interval: AnalyticsInterval },
): SeriesPoint[] {
  return interval === 'hour' ? hourly(cells, now) : daily(cells, span, { interval, today });
}

function hourly({ hours, points }: SpanCells, now: Date): SeriesPoint[] {
  const tallies = new Map(points.map(({ hour }) => [hour, new ConversationTally()]));
  for (const cell of hours) tallies.get(cell.hour)?.add(cell);
  return [...tallies].map(([hour, tally]) => {
    const begins = hour * 1000;
    return { start: new Date(begins).toISOString(), isOpen: begins + HOUR_MS > now.getTime(), tally };
  });
}

function daily({ days, hours }: SpanCells, span: Span, { interval, today }: { interval: DayInterval; today: string }): SeriesPoint[] {
  const points = pointsOf(span.from, span.to, interval);
  const tallies = points.map(() => new ConversationTally());
  const placeOf = placesOf(points, daysOf(span.from, span.to));
  for (const cells of [days, hours]) for (const cell of cells) tallies[placeOf.get(cell.day) ?? -1]?.add(cell);
  return points.map(({ from, to }, index) => ({ start: from, isOpen: to > today, tally: tallies[index] ?? new ConversationTally() }));
}

/** At which point each of some days is drawn: they stand for those the points cover, one for one. */
function placesOf(points: readonly Span[], covered: readonly string[], days = covered): ReadonlyMap<string, number> {
  let place = 0;
  return new Map(
    days.map((day, index) => {
      if ((covered[index] ?? '') >= (points[place]?.to ?? '')) place++;
      return [day, place];
    }),
  );
}

/** The cells of a span and of as many days before it. */
export interface CellsOfBoth {
  readonly current: SpanCells;
  readonly before: SpanCells;
}

/**
 * Conversations that each point of a span is held against: those of its days, moved back by the length of the span, so that a week or a
 * month that is cut stands beside as many days. An hour is held against the same one of the clock, whose day may be longer or shorter.
 */
export function countsBefore(both: CellsOfBoth, span: Span, interval: AnalyticsInterval): number[] {
  return interval === 'hour' ? hoursBefore(both, span) : daysBefore(both.before, span, interval);
}

function daysBefore({ days, hours }: SpanCells, { from, to }: Span, interval: DayInterval): number[] {
  const points = pointsOf(from, to, interval);
  const counts = points.map(() => 0);
  const placeOf = placesOf(points, daysOf(from, to), daysOf(dayAfter(from, -daysBetween(from, to)), from));
  for (const cells of [days, hours])
    for (const { day, conversations } of cells) {
      const place = placeOf.get(day);
      if (place !== undefined) counts[place] = (counts[place] ?? 0) + conversations;
    }
  return counts;
}

function hoursBefore({ current, before }: CellsOfBoth, { from, to }: Span): number[] {
  const days = daysBetween(from, to);
  const counts = new Map<string, number>();
  const keyOf = (day: string, hourOfDay: number): string => `${day} ${String(hourOfDay)}`;
  for (const { day, hourOfDay, conversations } of before.hours)
    counts.set(keyOf(day, hourOfDay), (counts.get(keyOf(day, hourOfDay)) ?? 0) + conversations);
  // where clocks go back to the middle of an hour (Chatham), one point shows two hours of the clock, and the later is the smaller
  const shown = new Map<number, HourPoint>();
  for (const point of current.points) if (point.hourOfDay < (shown.get(point.hour)?.hourOfDay ?? 24)) shown.set(point.hour, point);
  return [...shown.values()].map(({ day, hourOfDay }) => counts.get(keyOf(dayAfter(day, -days), hourOfDay)) ?? 0);
}

/** Conversations of each hour of the week, Monday first, all 168. */
export function weekOf({ days, hours, clock }: SpanCells): { weekday: number; hour: number; conversations: number }[] {
  const counts = Array.from({ length: DAYS_OF_WEEK * HOURS_OF_DAY }, () => 0);
  const add = (weekday: number, hour: number, conversations: number): void => {
    const index = (weekday - 1) * HOURS_OF_DAY + hour;
    counts[index] = (counts[index] ?? 0) + conversations;
  };
  for (const { day, byHour } of days) {
    const weekday = weekdayOf(day);
    byHour?.forEach((conversations, hour) => add(weekday, hour, conversations));
  }
  for (const cells of [hours, clock]) for (const { day, hourOfDay, conversations } of cells) add(weekdayOf(day), hourOfDay, conversations);
  return counts.map((conversations, index) => ({
    weekday: Math.floor(index / HOURS_OF_DAY) + 1,
    hour: index % HOURS_OF_DAY,
    conversations,
  }));
}
