import { MRR_MOVEMENT_KINDS } from './statuses.js';

export const REVENUE_FORMATS = ['csv', 'pdf'] as const;
export type RevenueFormat = (typeof REVENUE_FORMATS)[number];

/** The trailing windows of finished months whose churn makes the two ends of a lifetime value. */
export const LIFETIME_WINDOWS = [3, 6] as const;
/** Fewer payers at the start of a month, and one who leaves moves a lifetime value by more than it says. */
export const LEAST_PAYERS = 30;

/** The lists behind the figures of the revenue report: counting or adding up one of them gives the figure. */
export const REVENUE_LISTS = [
  'movements',
  'recent',
  'opening',
  'mrr',
  'committed',
  'at_risk',
  'ending',
  'difference',
  'cohort',
  'sign_ups',
  'cash',
] as const;
export type RevenueList = (typeof REVENUE_LISTS)[number];

/** Money that came, and went again. */
export const CASH_KINDS = ['paid', 'refunded', 'disputed'] as const;
/** What a row is; `paid` is a payment in the list of cash, and a tenant that paid in time in that of sign-ups. */
export const REVENUE_ROW_KINDS = [...MRR_MOVEMENT_KINDS, ...CASH_KINDS] as const;
export type RevenueRowKind = (typeof REVENUE_ROW_KINDS)[number];
/** What a list can be narrowed to: a kind of row, or all that add up to one side of the quick ratio. */
export const REVENUE_KINDS = [...REVENUE_ROW_KINDS, 'won', 'lost'] as const;
export type RevenueKind = (typeof REVENUE_KINDS)[number];

export const REVENUE_COLUMNS = ['month', 'tenant', 'kind', 'plan', 'before', 'after', 'amount', 'at', 'reference'] as const;
export type RevenueColumn = (typeof REVENUE_COLUMNS)[number];

/** Of when a list is: of a month (or several), of a month or else of now, of now only. */
export type RevenueListTime = 'month' | 'month-or-now' | 'now';

export interface RevenueListShape {
  readonly time: RevenueListTime;
  readonly kinds: readonly RevenueKind[];
  /** The columns that say something, in the page as in the file. */
  readonly columns: readonly RevenueColumn[];
}

export const REVENUE_LIST_SHAPES: Readonly<Record<RevenueList, RevenueListShape>> = {
  movements: {
    time: 'month',
    kinds: [...MRR_MOVEMENT_KINDS, 'won', 'lost'],
    columns: ['month', 'tenant', 'kind', 'before', 'after', 'amount', 'at'],
  },
  recent: { time: 'now', kinds: [], columns: ['tenant', 'before', 'after', 'amount', 'at'] },
  opening: { time: 'month', kinds: [], columns: ['month', 'tenant', 'before', 'after', 'at'] },
  mrr: { time: 'month-or-now', kinds: [], columns: ['tenant', 'plan', 'amount', 'at'] },
  committed: { time: 'now', kinds: [], columns: ['tenant', 'before', 'after'] },
  at_risk: { time: 'now', kinds: [], columns: ['tenant', 'plan', 'amount', 'at'] },
  ending: { time: 'now', kinds: [], columns: ['tenant', 'plan', 'amount', 'at'] },
  difference: { time: 'now', kinds: [], columns: ['tenant', 'before', 'after', 'amount'] },
  cohort: { time: 'month', kinds: [], columns: ['tenant', 'before', 'after', 'at'] },
  sign_ups: { time: 'month', kinds: ['paid'], columns: ['tenant', 'kind', 'at'] },
  cash: { time: 'month', kinds: CASH_KINDS, columns: ['tenant', 'kind', 'amount', 'at', 'reference'] },
};
