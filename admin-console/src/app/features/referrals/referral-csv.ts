import type { PlatformReferralAnalytics } from '@orbisvoice/shared-dto';
import { csvLine } from '@orbisvoice/shared-dto/values';
import { REFERRALS } from './referrals.strings';

const { columns, csv } = REFERRALS;

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
  return rows.map(csvLine).join('');
}
