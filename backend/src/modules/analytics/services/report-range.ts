import type { AnalyticsQuery, ReportHead } from '@orbisvoice/shared-dto';
import {
  ANALYTICS_DAYS_MAX,
  ANALYTICS_POINTS_MAX,
  isDayBound,
  METRICS_VERSION,
  type AnalyticsInterval,
} from '@orbisvoice/shared-dto/values';
import { invalidField } from '../../../platform/errors/domain-error.js';
import { dayAfter, dayOf, daysBetween, pointsOf } from '../domain/report-days.js';

const DEFAULT_DAYS = 30;
const HOURS_OF_DAY = 24;
/** Before and after it no calendar of ours was ever right. */
const EARLIEST = '2000-01-01';
const LATEST = '2200-01-01';

/** What every report's query says of its range. */
export type RangeQuery = Pick<AnalyticsQuery, 'from' | 'to' | 'interval' | 'timeZone' | 'compare'>;

/** The local days of a report, all of them known: what its head says, and where it begins to read. */
export interface ReportRange {
  readonly asOf: Date;
  readonly timeZone: string;
  readonly interval: AnalyticsInterval;
  readonly from: string;
  readonly to: string;
  readonly previous: { readonly from: string; readonly to: string } | null;
  /** The first day of all. */
  readonly first: string;
  /** The day it is in the zone of the report. */
  readonly today: string;
}

/**
 * Fills in what a query leaves out: 30 days that end with today, in the zone of the workspace, held against as many days before.
 * @throws DomainError `request.invalid` with the field for a range that is reversed, too long, beyond the calendar, or too fine to draw
 */
export function reportRange(query: RangeQuery, at: { readonly now: Date; readonly timeZone: string }): ReportRange {
  const { interval, compare, timeZone = at.timeZone } = query;
  const today = dayOf(at.now, timeZone);
  const to = query.to ?? (query.from !== undefined && query.from > today ? dayAfter(query.from, 1) : dayAfter(today, 1));
  const from = query.from ?? dayAfter(to, -DEFAULT_DAYS);
  refuseBadDays(from, to);
  if (pointCount(from, to, interval) > ANALYTICS_POINTS_MAX)
    throw invalidField('interval', 'range', `makes more than ${ANALYTICS_POINTS_MAX} points of this range`);
  const previous = compare === 'none' ? null : { from: dayAfter(from, -daysBetween(from, to)), to: from };
  return { asOf: at.now, timeZone, interval, from, to, previous, first: previous?.from ?? from, today };
}

/** What a list of rows says of its span: days of a report, or instants. */
export type SpanQuery = Pick<RangeQuery, 'from' | 'to' | 'timeZone'>;

/** The bounds of a list of rows, half-open: local days, or instants. */
export type ReportSpan = Pick<ReportRange, 'from' | 'to' | 'timeZone'>;

/**
 * Fills in what a list of rows leaves out. Rows are no series: no interval is too fine for them, and they are held against nothing. An instant stands
 * for the day it is in, so that what is left out, or refused, is so as of days.
 * @throws DomainError as a report does
 */
export function reportSpan({ from, to, timeZone: asked }: SpanQuery, at: { readonly now: Date; readonly timeZone: string }): ReportSpan {
  const timeZone = asked ?? at.timeZone;
  const days = { from: from && firstDay(from, timeZone), to: to && dayAfterLast(to, timeZone) };
  const range = reportRange({ ...days, timeZone, interval: 'month', compare: 'none' }, at);
  const told = (bound: string | undefined): string | undefined => (bound === undefined || isDayBound(bound) ? undefined : bound);
  return { timeZone, from: told(from) ?? range.from, to: told(to) ?? range.to };
}

/** Whether a bound is its own day: it is one, or it is beyond the calendar, where no zone is asked. */
const isOwnDay = (bound: string): boolean => isDayBound(bound) || bound < EARLIEST || bound > LATEST;
const firstDay = (bound: string, zone: string): string => (isOwnDay(bound) ? bound.slice(0, 10) : dayOf(new Date(bound), zone));
const dayAfterLast = (bound: string, zone: string): string =>
  isOwnDay(bound) ? bound.slice(0, 10) : dayAfter(dayOf(new Date(Date.parse(bound) - 1), zone), 1);

function refuseBadDays(from: string, to: string): void {
  if (from < EARLIEST) throw invalidField('from', 'range', `is before ${EARLIEST}`);
  if (to > LATEST) throw invalidField('to', 'range', `is after ${LATEST}`);
  const days = daysBetween(from, to);
  if (days <= 0) throw invalidField('from', 'range', 'must be before to');
  if (days > ANALYTICS_DAYS_MAX) throw invalidField('from', 'range', `a report spans at most ${ANALYTICS_DAYS_MAX} days`);
}

function pointCount(from: string, to: string, interval: AnalyticsInterval): number {
  if (interval === 'hour') return daysBetween(from, to) * HOURS_OF_DAY;
  return interval === 'day' ? daysBetween(from, to) : pointsOf(from, to, interval).length;
}

/** The head that all figures of an answer share. */
export const headOf = ({ asOf, timeZone, from, to, interval, previous }: ReportRange): ReportHead => ({
  asOf: asOf.toISOString(),
  definitionVersion: METRICS_VERSION,
  timeZone,
  from,
  to,
  interval,
  previous: previous && { ...previous },
});
