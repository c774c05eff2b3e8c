import type { RevenueCohort, RevenueMonth, RevenueReport } from '@orbisvoice/shared-dto';
import { REVENUE } from './revenue.strings';

/** The newest month that has ended, undefined where the span holds none: rates of an unfinished month would read as a slump. */
export const lastFinished = (months: readonly RevenueMonth[]): RevenueMonth | undefined => months.filter(({ isOpen }) => !isOpen).at(-1);

/** Whether anything was ever earned in what is shown. */
export const hasRevenue = ({ months, now }: RevenueReport): boolean =>
  now.mrr > 0 || months.some(({ mrrStart, mrrEnd, tenants }) => mrrStart > 0 || mrrEnd > 0 || Object.values(tenants).some(Boolean));

export type CohortMeasure = 'customers' | 'revenue';

/** One field of the cohort table: a share of month 0, and how strongly to colour it, from 0 to 10. */
export interface CohortCell {
  readonly index: number;
  readonly share: number | null;
  readonly depth: number;
  readonly isOpen: boolean;
}

const DEPTHS = 10;

/** The fields of a cohort. Revenue can grow beyond its beginning; the colour stays at its deepest then. */
export function cohortCells({ size, mrr, months }: RevenueCohort, measure: CohortMeasure): readonly CohortCell[] {
  const whole = measure === 'customers' ? size : mrr;
  return months.map(({ index, isOpen, ...age }) => {
    const share = whole === 0 ? null : (measure === 'customers' ? age.payers : age.mrr) / whole;
    return { index, isOpen, share, depth: Math.min(DEPTHS, Math.round((share ?? 0) * DEPTHS)) };
  });
}

/** A quick ratio in words: what lost nothing has none, which is better than any number. */
export const quickText = (ratio: number | null): string => (ratio === null ? REVENUE.tiles.quick.lossless : ratio.toFixed(1));
