import type { AnalyticsInterval } from '@orbisvoice/shared-dto/values';
import { countsBy, countsOf, type ReferralCell, type ReferralCounts } from './referral-tally.js';
import { pointsOf, type HourPoint, type PointDays } from './report-days.js';

const HOUR_MS = 3_600_000;

export interface ReferralSeriesPoint extends ReferralCounts {
  readonly start: string;
  readonly isOpen: boolean;
}

export interface SeriesFrame {
  readonly span: PointDays;
  readonly interval: AnalyticsInterval;
  readonly now: Date;
  /** The day it is in the zone of the report. */
  readonly today: string;
}

const isWithin =
  ({ from, to }: PointDays) =>
  ({ day }: { readonly day: string }): boolean =>
    day >= from && day < to;

export const cellsWithin = (cells: readonly ReferralCell[], span: PointDays): ReferralCell[] => cells.filter(isWithin(span));

/** The points of a span in order, without gaps; points that have not ended are open. */
export function referralSeries(cells: readonly ReferralCell[], hours: readonly HourPoint[], frame: SeriesFrame): ReferralSeriesPoint[] {
  const { span, interval, today } = frame;
  if (interval === 'hour') return hourly(cells, hours.filter(isWithin(span)), frame.now);
  const days = countsBy(cells, ({ day }) => day);
  return pointsOf(span.from, span.to, interval).map((point) => ({
    start: point.from,
    isOpen: point.to > today,
    ...countsOf([...days].filter(([day]) => isWithin(point)({ day })).map(([, counts]) => counts)),
  }));
}

function hourly(cells: readonly ReferralCell[], hours: readonly HourPoint[], now: Date): ReferralSeriesPoint[] {
  const counts = countsBy(cells, ({ hour }) => hour);
  return hours.map(({ hour }) => {
    const begins = hour * 1000;
    const found = counts.get(hour);
    return { start: new Date(begins).toISOString(), isOpen: begins + HOUR_MS > now.getTime(), ...countsOf(found ? [found] : []) };
  });
}
