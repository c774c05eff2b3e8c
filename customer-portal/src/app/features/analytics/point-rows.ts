import type { ReportHead } from '@orbisvoice/shared-dto';
import type { AnalyticsInterval } from '@orbisvoice/shared-dto/values';
import { addDays } from '@orbisvoice/shared-ui/format';
import type { ChartLink } from '@orbisvoice/shared-ui/report-charts';
import { pointAxis, type PointPlace } from './point-labels';
import type { FigureRows } from './rows-link';

/** What of a report says which days its points stand for. */
export interface PointSpan extends Pick<ReportHead, 'from' | 'to' | 'timeZone'> {
  readonly interval: AnalyticsInterval;
  readonly series: readonly { readonly start: string }[];
}

/** Filters of the rows of a point: its days, the last one included, and of an hour its clock. */
export type PointFilters = Readonly<Record<'from' | 'to', string> & Partial<Record<'hour', string>>>;

/**
 * What each point of a series stands for, as lists are filtered: the days of it that are in the range. Null for an hour that clocks show twice
 * that day: no filter tells one of them from the other.
 */
export function pointFilters({ series, from, to, timeZone, interval }: PointSpan): (PointFilters | null)[] {
  if (interval === 'hour') return hoursOf(series, timeZone);
  const last = addDays(to, -1);
  return series.map(({ start }, at) => {
    const next = series[at + 1]?.start;
    const end = next === undefined ? last : addDays(next, -1);
    return { from: start < from ? from : start, to: end > last ? last : end };
  });
}

/** Finds the way to rows; null where there are none, or nobody may see them. */
export type LinkOf = (rows: FigureRows) => ChartLink | null;

/** What leads from each point of a report to its rows, by what is counted of it. */
export function pointLinker<P extends PointPlace>(
  report: Omit<PointSpan, 'series'> & { readonly series: readonly P[] },
  linkOf: LinkOf,
): (part: Omit<FigureRows, 'count'>, countOf: (point: P) => number | null) => (ChartLink | null)[] {
  const spans = pointFilters(report);
  const { labels } = pointAxis(report.series, report);
  return (part, countOf) =>
    report.series.map((point, at) => {
      const span = spans[at];
      return span ? linkOf({ ...part, count: countOf(point), filters: { ...part.filters, ...span }, of: labels[at] ?? '' }) : null;
    });
}

function hoursOf(series: PointSpan['series'], timeZone: string): (PointFilters | null)[] {
  const clock = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' });
  const hours = series.map(({ start }) => {
    const parts = new Map(clock.formatToParts(new Date(start)).map(({ type, value }) => [type, value]));
    const day = ['year', 'month', 'day'].map((part) => parts.get(part as Intl.DateTimeFormatPartTypes)).join('-');
    return { from: day, to: day, hour: String(Number(parts.get('hour'))) };
  });
  const times = new Map<string, number>();
  for (const { from, hour } of hours) times.set(`${from} ${hour}`, (times.get(`${from} ${hour}`) ?? 0) + 1);
  return hours.map((hour) => (times.get(`${hour.from} ${hour.hour}`) === 1 ? hour : null));
}
