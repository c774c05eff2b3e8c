import type { RevenueCohort, RevenueMonth, RevenueReport, RevenueRowQuery } from '@orbisvoice/shared-dto';
import { LIFETIME_WINDOWS } from '@orbisvoice/shared-dto/values';
import type { ChartLink } from '@orbisvoice/shared-ui/report-charts';
import { type FlowKind, REVENUE } from './revenue.strings';

/** In what zone and money the figures are. */
export type RevenueScope = Pick<RevenueReport, 'timeZone' | 'currency'>;
/** Where figures stand: their scope, and the months the report was asked for, empty where they are the usual ones. */
export interface RevenueOrigin extends RevenueScope {
  readonly from: string;
  readonly to: string;
}
/** Which rows a figure is made of. */
export type RowsOf = Pick<RevenueRowQuery, 'of'> & Partial<Pick<RevenueRowQuery, 'month' | 'to' | 'kind' | 'plan'>>;

/** What moves revenue, in the order of the tables, and whether it is a loss: amounts of losses are positive, and shown below zero. */
export const FLOWS: readonly { readonly kind: FlowKind; readonly isLoss: boolean }[] = [
  { kind: 'new', isLoss: false },
  { kind: 'expansion', isLoss: false },
  { kind: 'reactivation', isLoss: false },
  { kind: 'contraction', isLoss: true },
  { kind: 'churn', isLoss: true },
];

/** Zone and money that need not be said. */
export const USUAL_SCOPE: RevenueScope = { timeZone: 'UTC', currency: 'usd' };

/** Where rows are shown. */
export const ROWS_PATH = '/billing/revenue/rows';

/** The address of rows; it remembers the months of the report, which are not theirs. */
export const rowsQuery = (origin: RevenueOrigin, rows: RowsOf): Record<string, string | null> => ({
  ...rows,
  ...scopeQuery(origin),
  reportFrom: origin.from || null,
  reportTo: origin.to || null,
});

/** The same as a chart takes it; `name` says what a bare figure opens. */
export function rowsChartLink(origin: RevenueOrigin, rows: RowsOf | null, name: string): ChartLink | null {
  if (!rows) return null;
  const said = Object.entries(rowsQuery(origin, rows)).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return { path: ROWS_PATH, query: Object.fromEntries(said), name };
}

/** The address of the report. */
export const reportQuery = (origin: RevenueOrigin): Record<string, string | null> => ({
  from: origin.from || null,
  to: origin.to || null,
  ...scopeQuery(origin),
});

/** Zone and money in an address: what is as usual is left out of it. */
const scopeQuery = ({ timeZone, currency }: RevenueScope): Record<string, string | null> => ({
  timeZone: timeZone === USUAL_SCOPE.timeZone ? null : timeZone,
  currency: currency === USUAL_SCOPE.currency ? null : currency,
});

/** `2026-10` and 2 → `2026-12`. */
export function addMonths(month: string, count: number): string {
  const date = new Date(`${month}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + count);
  return date.toISOString().slice(0, 7);
}

/** The finished months a lifetime value looks at, whichever months the report shows. */
export function lifetimeMonths({ asOf, timeZone }: Pick<RevenueReport, 'asOf' | 'timeZone'>): {
  readonly month: string;
  readonly to: string;
} {
  const parts = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit' }).formatToParts(new Date(asOf));
  const part = (type: 'year' | 'month'): string => parts.find((one) => one.type === type)?.value ?? '';
  const present = `${part('year')}-${part('month')}`;
  return { month: addMonths(present, -Math.max(...LIFETIME_WINDOWS)), to: addMonths(present, -1) };
}

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

/** The rows of an amount; nothing where it is none, whose rows would be an empty list. */
export const someRows = (amount: number | null, rows: RowsOf): RowsOf | null => (amount ? rows : null);

/** The movements of a month, or of one side of it; nothing where nothing moved, whose rows would be an empty list. */
export function movedRows({ month, tenants }: RevenueMonth, kind?: 'won' | 'lost'): RowsOf | null {
  const sides = { won: tenants.new + tenants.expansion + tenants.reactivation, lost: tenants.contraction + tenants.churn };
  const moved = kind === undefined ? sides.won + sides.lost : sides[kind];
  if (moved === 0) return null;
  return kind === undefined ? { of: 'movements', month } : { of: 'movements', month, kind };
}

/** What a quick ratio is made of: without losses what was won; nothing where nothing moved. */
export const quickRows = (month: RevenueMonth): RowsOf | null => movedRows(month, month.quickRatio === null ? 'won' : undefined);

/** Zones to choose from: UTC and those that are near first. The browser's list leaves out UTC, and zones that others know may be missing. */
export function zoneChoices(near: readonly string[]): { readonly near: readonly string[]; readonly all: readonly string[] } {
  const first = [...new Set([USUAL_SCOPE.timeZone, ...near])];
  return { near: first, all: Intl.supportedValuesOf('timeZone').filter((zone) => !first.includes(zone)) };
}

/** The money that is shown, the usual one, and whatever else there is revenue in. */
export const currencyChoices = (shown: string, others: readonly string[]): readonly string[] =>
  [...new Set([USUAL_SCOPE.currency, shown, ...others])].sort();
