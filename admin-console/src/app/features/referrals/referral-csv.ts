import type { PlatformReferralAnalytics } from '@orbisvoice/shared-dto';
import { REFERRALS } from './referrals.strings';

const { columns, csv } = REFERRALS;
/** A cell that begins so is a formula to a spreadsheet. */
const FORMULA = /^[=+\-@\t\r]/;

/** RFC 4180; what a workspace calls itself must not be run by who opens the file. */
function cell(value: string | number | null): string {
  if (typeof value === 'number') return String(value);
  const text = value ?? '';
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The tables of the page in one file: full numbers, money in minor units, nothing where there is no figure. */
export function referralCsv({ series, channels, top, payout }: PlatformReferralAnalytics): string {
  const { tables } = csv;
  const rows: (string | number | null)[][] = [
    [csv.table, csv.name, columns.visits, columns.signUps, columns.converted, columns.conversion, columns.payout, csv.currency],
    ...series.map((row) => [tables.series, row.start, row.visits, row.signUps, row.converted, null, null, null]),
    ...channels.map((row) => [tables.channels, row.channel, row.visits, row.signUps, row.converted, row.conversion, null, null]),
    ...top.map((row) => [
      tables.top,
      row.tenantName,
      row.visits,
      row.signUps,
      row.converted,
      row.conversion,
      row.payout,
      payout.currency.toUpperCase(),
    ]),
  ];
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}
