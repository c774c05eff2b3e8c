import type { ReportHead } from '@orbisvoice/shared-dto';
import { formatDate, formatPeriod } from '@orbisvoice/shared-ui/format';

const DAY_MS = 86_400_000;

/** The last day of a half-open range. */
export const lastDay = (to: string): string => new Date(Date.parse(`${to}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);

/** A half-open range of local days as people read it, its last day included. */
export function daysText(range: { readonly from: string; readonly to: string }): string {
  const last = lastDay(range.to);
  if (last === range.from) return formatDate(`${last}T00:00:00Z`, 'UTC');
  return formatPeriod(`${range.from}T00:00:00Z`, `${last}T00:00:00Z`, 'UTC');
}

/** When the figures were taken, in the zone of the report. */
export const asOfText = (head: Pick<ReportHead, 'asOf' | 'timeZone'>, style: 'time' | 'exact'): string =>
  formatDate(head.asOf, head.timeZone, style);
