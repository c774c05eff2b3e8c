import { ANALYTICS_INTERVALS, ANALYTICS_POINTS_MAX, type AnalyticsInterval } from '@orbisvoice/shared-dto/values';
import { isDay } from '../../core/day-range';
import type { Days } from '../../core/range-presets';

const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;
/** The shortest month: a range never has more months than its days by this. */
const MONTH_DAYS = 28;
const HOURS_OF_DAY = 24;

const utc = (day: string): number => Date.parse(`${day}T00:00:00Z`);

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

/** The longest range, in days, that an interval is not too fine for. */
export function longestRange(interval: AnalyticsInterval): number {
  switch (interval) {
    case 'hour':
      return Math.floor(ANALYTICS_POINTS_MAX / HOURS_OF_DAY);
    case 'day':
      return ANALYTICS_POINTS_MAX;
    case 'week':
      return (ANALYTICS_POINTS_MAX - 1) * WEEK_DAYS;
    case 'month':
      return (ANALYTICS_POINTS_MAX - 1) * MONTH_DAYS;
  }
}

const HOURLY_UP_TO = 2;
const DAILY_UP_TO = 100;
const WEEKLY_UP_TO = 300;

/** The interval that draws a range well, where nobody has chosen one. */
export function fittingInterval(days: number): AnalyticsInterval {
  if (days > 0 && days <= HOURLY_UP_TO) return 'hour';
  if (days <= DAILY_UP_TO) return 'day';
  return days <= WEEKLY_UP_TO ? 'week' : 'month';
}
