import type { ReportHead } from '@orbisvoice/shared-dto';
import type { AnalyticsInterval } from '@orbisvoice/shared-dto/values';
import { addDays } from '@orbisvoice/shared-ui/format';
import type { ChartLink } from '@orbisvoice/shared-ui/report-charts';
import { hourSpans } from './hour-spans';
import { pointAxis, type PointPlace } from './point-labels';
import type { FigureRows } from './rows-link';

/** What of a report says which days, or moments, its points stand for. */
export interface PointSpan extends Pick<ReportHead, 'from' | 'to' | 'timeZone'> {
  readonly interval: AnalyticsInterval;
  readonly series: readonly { readonly start: string }[];
}

/** Filters of the rows of a point: its days, the last one included; or of an hour its moments, half-open. */
export type PointFilters = Readonly<Record<'from' | 'to', string>>;

/**
 * What each point of a series stands for, as lists are filtered: the days of it that are in the range. An hour is told by instants, because clocks
 * show some hours twice a year.
 */
export function pointFilters({ series, from, to, timeZone, interval }: PointSpan): PointFilters[] {
  if (interval === 'hour') return hourSpans(series, timeZone);
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
    report.series.map((point, at) =>
      linkOf({ ...part, count: countOf(point), filters: { ...part.filters, ...spans[at] }, of: labels[at] ?? '' }),
    );
}
