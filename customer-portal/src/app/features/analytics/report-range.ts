import { ANALYTICS_INTERVALS, ANALYTICS_POINTS_MAX, type AnalyticsInterval } from '@orbisvoice/shared-dto/values';
import { isDay } from '../../core/day-range';

/** Ranges with a name; `custom` takes its days from the address. */
export const RANGE_PRESETS = ['7d', '30d', '90d', 'month', 'last-month', 'quarter', '12m'] as const;
export type RangePreset = (typeof RANGE_PRESETS)[number];

/** Local days, both included: what people read and choose. The API's ranges are half-open. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;
/** The shortest month: a range never has more months than its days by this. */
const MONTH_DAYS = 28;
const HOURS_OF_DAY = 24;

const utc = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayOf = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);
const addDays = (day: string, days: number): string => dayOf(utc(day) + days * DAY_MS);
/** The first day of the month that is `months` away from the one of `day`. */
const monthStart = (day: string, months = 0): string => dayOf(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + months, 1));

/** The calendar day it is at a moment in a zone. */
export function todayIn(timeZone: string, now: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now);
}

/** The days of a named range, today the last one of most. */
export function presetDays(preset: RangePreset, today: string): Days {
  switch (preset) {
    case '7d':
      return { from: addDays(today, -6), to: today };
    case '30d':
      return { from: addDays(today, -29), to: today };
    case '90d':
      return { from: addDays(today, -89), to: today };
    case 'month':
      return { from: monthStart(today), to: today };
    case 'last-month':
      return { from: monthStart(today, -1), to: addDays(monthStart(today), -1) };
    case 'quarter':
      return { from: monthStart(today, -((Number(today.slice(5, 7)) - 1) % 3)), to: today };
    case '12m':
      return { from: monthStart(today, -11), to: today };
  }
}

/** How many days a range has, the last one included; 0 when it is none. */
export function daysOf({ from, to }: Days): number {
  return isDay(from) && isDay(to) ? Math.max(0, Math.round((utc(to) - utc(from)) / DAY_MS) + 1) : 0;
}

/** How many points a range has at most with an interval. */
export function pointsOf(interval: AnalyticsInterval, days: number): number {
  switch (interval) {
    case 'hour':
      return days * HOURS_OF_DAY;
    case 'day':
      return days;
    case 'week':
      return Math.ceil(days / WEEK_DAYS) + 1;
    case 'month':
      return Math.ceil(days / MONTH_DAYS) + 1;
  }
}

/** The intervals that give more points than one answer may have. */
export function tooFine(days: number): readonly AnalyticsInterval[] {
  return ANALYTICS_INTERVALS.filter((interval) => pointsOf(interval, days) > ANALYTICS_POINTS_MAX);
}

/** Longest range with hours, in days. */
export const HOURS_DAYS_MAX = Math.floor(ANALYTICS_POINTS_MAX / HOURS_OF_DAY);

const HOURLY_UP_TO = 2;
const DAILY_UP_TO = 100;
const WEEKLY_UP_TO = 300;

/** The interval that draws a range well, where nobody has chosen one. */
export function fittingInterval(days: number): AnalyticsInterval {
  if (days > 0 && days <= HOURLY_UP_TO) return 'hour';
  if (days <= DAILY_UP_TO) return 'day';
  return days <= WEEKLY_UP_TO ? 'week' : 'month';
}
