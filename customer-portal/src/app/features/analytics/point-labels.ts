import type { AnalyticsInterval } from '@orbisvoice/shared-dto/values';
import { formatDate, formatDay, formatOffset } from '@orbisvoice/shared-ui/format';
import { S } from './analytics.strings';
import { hourSpans } from './hour-spans';

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
  const names = interval === 'hour' ? hourNames(points, timeZone) : points.map(({ start }) => nameOf(start, interval));
  return points.map(({ isOpen }, at) => (isOpen ? S.soFar(names[at] ?? '') : (names[at] ?? '')));
}

/** Hours by when they begin; those that clocks show twice by their offset, too. */
function hourNames(points: readonly PointPlace[], timeZone: string): string[] {
  const begins = hourSpans(points, timeZone).map(({ from }) => from);
  const names = begins.map((from) => formatDate(from, timeZone, 'hour'));
  const isTwice = (name: string): boolean => names.indexOf(name) !== names.lastIndexOf(name);
  return names.map((name, at) => (isTwice(name) ? `${name} ${formatOffset(begins[at] ?? '', timeZone)}` : name));
}

function nameOf(start: string, interval: Exclude<AnalyticsInterval, 'hour'>): string {
  switch (interval) {
    case 'day':
      return formatDay(start);
    case 'week':
      return S.weekOf(formatDay(start));
    case 'month':
      return formatDay(start, 'month');
  }
}
