import type { ReportHead } from '@orbisvoice/shared-dto';
import { addDays, formatDate, formatPeriod } from '@orbisvoice/shared-ui/format';

/** A half-open range of local days as people read it, its last day included. */
export function daysText(range: { readonly from: string; readonly to: string }): string {
  const last = addDays(range.to, -1);
  if (last === range.from) return formatDate(`${last}T00:00:00Z`, 'UTC');
  return formatPeriod(`${range.from}T00:00:00Z`, `${last}T00:00:00Z`, 'UTC');
}

/** When the figures were taken, in the zone of the report. */
export const asOfText = (head: Pick<ReportHead, 'asOf' | 'timeZone'>, style: 'time' | 'exact'): string =>
  formatDate(head.asOf, head.timeZone, style);
