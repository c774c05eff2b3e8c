import { LEAST_PAYERS, LIFETIME_WINDOWS, type LifetimeUnknown } from '@orbisvoice/shared-dto/values';

/**
 * The revenue figures of metrics.md as pure functions of a month's movements. Money is integer minor units; a share is a fraction. What has no
 * denominator is null: never 0, which would be a claim.
 */
export interface RevenueFlows {
  readonly new: number;
  readonly expansion: number;
  readonly reactivation: number;
  readonly contraction: number;
  readonly churn: number;
}

/** A month: its opening MRR and what moved it. */
export interface RevenueMonthFlows extends RevenueFlows {
  readonly start: number;
}

/** The version of the definitions below; it grows when a figure would come out differently for the same rows. */
export const DEFINITION_VERSION = 1;
/** Within so many days of signing up a first paid invoice counts as a conversion. */
export const FUNNEL_DAYS = 30;

const ratio = (numerator: number, denominator: number): number | null => (denominator === 0 ? null : numerator / denominator);
const lost = ({ churn, contraction }: RevenueFlows): number => churn + contraction;
const won = ({ expansion, reactivation }: RevenueFlows): number => expansion + reactivation;

/** `end = start + new + expansion + reactivation − contraction − churn`, to the cent. */
export const closingMrr = (month: RevenueMonthFlows): number => month.start + month.new + won(month) - lost(month);

/** What was lost of what was there. New business never enters. */
export const grossChurn = (month: RevenueMonthFlows): number | null => ratio(lost(month), month.start);

/** Losses less what the same customers, and those who came back, brought; negative when they brought more. */
export const netChurn = (month: RevenueMonthFlows): number | null => ratio(lost(month) - won(month), month.start);

/** What is left of the opening cohort's revenue, at most all of it. */
export const grossRetention = (month: RevenueMonthFlows): number | null => ratio(month.start - lost(month), month.start);

/** The same with the cohort's expansion; who came back was not in it. */
export const netRetention = (month: RevenueMonthFlows): number | null => ratio(month.start + month.expansion - lost(month), month.start);

/** What was won for each unit lost; null without losses, which is better than any number. */
export const quickRatio = (month: RevenueFlows): number | null => ratio(month.new + won(month), lost(month));

/** Churned payers of the month by payers at its start. */
export const customerChurn = (churned: number, payersAtStart: number): number | null => ratio(churned, payersAtStart);

/** MRR per paying tenant, to the nearest minor unit. */
export function arpu(mrr: number, payers: number): number | null {
  const each = ratio(mrr, payers);
  return each === null ? null : Math.round(each);
}

/** One finished month of customer churn. */
export interface ChurnMonth {
  readonly churned: number;
  readonly payersAtStart: number;
}

export interface LifetimeFacts {
  /** Minor units; null when nobody pays. */
  readonly arpu: number | null;
  /** The part of revenue that is left after serving it, 0 to 1. */
  readonly grossMargin: number;
  /** Finished months, the newest last. */
  readonly months: readonly ChurnMonth[];
}

/** The two ends of it, or why it would be a guess. */
export interface LifetimeRange {
  readonly low: number | null;
  readonly high: number | null;
  readonly unknownBecause: LifetimeUnknown | null;
}

const NOTHING = { low: null, high: null } as const;

/** `ARPU × gross margin / customer churn`, with the churn of the last three and the last six finished months as its ends. */
export function lifetimeValue({ arpu: each, grossMargin, months }: LifetimeFacts): LifetimeRange {
  const longest = months.slice(-Math.max(...LIFETIME_WINDOWS));
  if (each === null || longest.length < Math.min(...LIFETIME_WINDOWS)) return { ...NOTHING, unknownBecause: 'short_history' };
  if (longest.some(({ payersAtStart }) => payersAtStart < LEAST_PAYERS)) return { ...NOTHING, unknownBecause: 'few_payers' };
  const values = LIFETIME_WINDOWS.map((count) => valueOver(each * grossMargin, longest.slice(-count)));
  const known = values.filter((value) => value !== null);
  if (known.length < values.length) return { ...NOTHING, unknownBecause: 'no_churn' };
  return { low: Math.min(...known), high: Math.max(...known), unknownBecause: null };
}

function valueOver(margin: number, months: readonly ChurnMonth[]): number | null {
  const sum = (of: keyof ChurnMonth): number => months.reduce((total, month) => total + month[of], 0);
  const monthly = customerChurn(sum('churned'), sum('payersAtStart'));
  return monthly === null || monthly === 0 ? null : Math.round(margin / monthly);
}
