import type { AnalyticsInterval } from '@orbisvoice/shared-dto/values';

/** Local days as `YYYY-MM-DD`, which sort as text. Days of a calendar have no zone and no clock changes. */
const DAY_MS = 86_400_000;
const MONDAY = 1;

/** Writing a day costs many times what remembering it does, and all reports are of the same ones: as many as two centuries have. */
const NAMES_MOST = 73_050;
const names = new Map<number, string>();

/** The day that begins at a moment, in milliseconds. */
function nameOf(begins: number): string {
  const known = names.get(begins);
  if (known !== undefined) return known;
  const name = new Date(begins).toISOString().slice(0, 10);
  if (names.size >= NAMES_MOST) names.clear();
  names.set(begins, name);
  return name;
}

export const dayAfter = (day: string, count: number): string => nameOf(Date.parse(day) + count * DAY_MS);

export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** 1 is Monday. */
export const weekdayOf = (day: string): number => new Date(Date.parse(day)).getUTCDay() || 7;

/** The days of a span, in order. */
export function daysOf(from: string, to: string): string[] {
  const first = Date.parse(from);
  return Array.from({ length: Math.max(0, daysBetween(from, to)) }, (_, count) => nameOf(first + count * DAY_MS));
}

/** The clock of a zone, and the day it showed last. */
interface ZoneClock {
  readonly format: Intl.DateTimeFormat;
  quarter: number;
  day: string;
}

/** Making a clock costs a hundred times what asking it does. Names come in any spelling of capitals, hence the bound. */
const CLOCKS_MOST = 1_000;
const clocks = new Map<string, ZoneClock>();

function clockOf(timeZone: string): ZoneClock {
  const known = clocks.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const clock = { format, quarter: Number.NaN, day: '' };
  if (clocks.size >= CLOCKS_MOST) clocks.clear();
  clocks.set(timeZone, clock);
  return clock;
}

/** Since then all clocks are whole quarters of an hour apart: no day begins within one. */
const QUARTERS_SINCE = Date.UTC(1973, 0);
const QUARTER_MS = 900_000;

/** The day it is in a zone. Reports ask for that of now, so what was answered within the same quarter of an hour is kept: asking takes 30 µs, a hundredth of a small report. */
export function dayOf(instant: Date, timeZone: string): string {
  const clock = clockOf(timeZone);
  const quarter = Math.floor(instant.getTime() / QUARTER_MS);
  if (clock.quarter === quarter && instant.getTime() >= QUARTERS_SINCE) return clock.day;
  const parts = clock.format.formatToParts(instant);
  const part = (type: 'year' | 'month' | 'day'): string => parts.find((one) => one.type === type)?.value ?? '';
  clock.day = `${part('year')}-${part('month')}-${part('day')}`;
  clock.quarter = quarter;
  return clock.day;
}

/** Whether a point of such an interval begins with the day. */
function begins(day: string, interval: 'week' | 'month'): boolean {
  return interval === 'week' ? weekdayOf(day) === MONDAY : day.endsWith('-01');
}

/** An hour of a series: when it begins, in seconds, and the local day and the hour of the clock that it is. */
export interface HourPoint {
  readonly hour: number;
  readonly day: string;
  readonly hourOfDay: number;
}

/** A stretch of local days, half-open, that a point of a series covers. */
export interface PointDays {
  readonly from: string;
  readonly to: string;
}

/**
 * The points of a span without gaps: days, weeks from Monday, or months. The first begins with the span and the last ends with it, also in the
 * middle of a week or a month.
 */
export function pointsOf(from: string, to: string, interval: Exclude<AnalyticsInterval, 'hour'>): PointDays[] {
  const days = daysOf(from, to);
  const starts = interval === 'day' ? days : days.filter((day) => day === from || begins(day, interval));
  return starts.map((start, index) => ({ from: start, to: starts[index + 1] ?? to }));
}
