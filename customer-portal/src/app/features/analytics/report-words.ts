import type { ReportHead } from '@orbisvoice/shared-dto';
import { addDays, formatDate, formatPeriod } from '@orbisvoice/shared-ui/format';
import { S } from './analytics.strings';

/** A half-open range of local days as people read it, its last day included. */
export function daysText(range: { readonly from: string; readonly to: string }): string {
  const last = addDays(range.to, -1);
  if (last === range.from) return formatDate(`${last}T00:00:00Z`, 'UTC');
  return formatPeriod(`${range.from}T00:00:00Z`, `${last}T00:00:00Z`, 'UTC');
}

/** What is not in the figures because it was deleted; null where all of the days, and of those before, is there. */
export function keptText({ keptSince, from, previous }: Kept): string | null {
  if (keptSince === null || (previous?.from ?? from) >= keptSince) return null;
  return S.keptSince(formatDate(`${keptSince}T00:00:00Z`, 'UTC'));
}

/** Whether some of the range itself was deleted: of those days nobody can say that there was nothing. */
export const isCut = ({ keptSince, from }: Kept): boolean => keptSince !== null && from < keptSince;

type Kept = Pick<ReportHead, 'from' | 'previous'> & { readonly keptSince: string | null };

/** When the figures were taken, in the zone of the report. */
export const asOfText = (head: Pick<ReportHead, 'asOf' | 'timeZone'>, style: 'time' | 'exact'): string =>
  formatDate(head.asOf, head.timeZone, style);
