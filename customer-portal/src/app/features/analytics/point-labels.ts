import type { AnalyticsInterval } from '@orbisvoice/shared-dto/values';
import { formatDate, formatDay } from '@orbisvoice/shared-ui/format';
import { S } from './analytics.strings';

/** What a point of a series has to say of its place in time. */
export interface PointPlace {
  readonly start: string;
  readonly isOpen: boolean;
}

/** Names of points to be read, the shorter ones of the axis, and which points have not ended. */
export function pointAxis(
  points: readonly PointPlace[],
  { interval, timeZone }: { readonly interval: AnalyticsInterval; readonly timeZone: string },
): { labels: string[]; axisLabels: string[]; open: boolean[] } {
  const whole = points.map(({ start }) => ({ start, isOpen: false }));
  return {
    open: points.map(({ isOpen }) => isOpen),
    labels: pointLabels(points, interval, timeZone),
    axisLabels: interval === 'week' ? whole.map(({ start }) => formatDay(start)) : pointLabels(whole, interval, timeZone),
  };
}

/** How points are called: a day, a week by its Monday, a month with its year, an hour with its day. One that has not ended says so. */
export function pointLabels(points: readonly PointPlace[], interval: AnalyticsInterval, timeZone: string): string[] {
  return points.map(({ start, isOpen }) => {
    const name = nameOf(start, interval, timeZone);
    return isOpen ? S.soFar(name) : name;
  });
}

function nameOf(start: string, interval: AnalyticsInterval, timeZone: string): string {
  switch (interval) {
    case 'hour':
      return formatDate(start, timeZone, 'hour');
    case 'day':
      return formatDay(start);
    case 'week':
      return S.weekOf(formatDay(start));
    case 'month':
      return formatDay(start, 'month');
  }
}
