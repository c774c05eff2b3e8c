import type { AdminOverview } from '@orbisvoice/shared-dto';
import { broken, waterfall } from './mrr-waterfall';

/** Where two figures of the page that must be one figure differ, in cents; 0 is agreement. */
export interface OverviewChecks {
  /** Months whose movements do not explain their change. */
  readonly brokenMonths: readonly { readonly month: string; readonly difference: number }[];
  /** The last month's end against the MRR tile. */
  readonly lastMonth: number;
  /** The plans' sum against the MRR tile. */
  readonly tiers: number;
}

/** One number everywhere: recomputed in the browser from what was sent, so that a disagreement is seen where it matters. */
export function overviewChecks(data: AdminOverview): OverviewChecks {
  const rows = waterfall(data.mrrByMonth);
  const last = rows.at(-1);
  return {
    brokenMonths: broken(rows).map((row) => ({ month: row.month, difference: row.difference ?? 0 })),
    lastMonth: last ? last.mrr - data.mrr.current : 0,
    tiers: data.tiers.reduce((sum, tier) => sum + tier.mrr, 0) - data.mrr.current,
  };
}

/** Change against the period before, as a share; null when there was nothing to compare with. */
export const changeShare = (now: number, before: number): number | null => (before === 0 ? null : (now - before) / before);
