import type { AdjustmentKind, AdjustmentState, GrantRecurrence } from '@orbisvoice/shared-dto/values';

/** What staff changed about a tenant's limit, and for how long. */
export interface Adjustment {
  readonly id: string;
  readonly kind: AdjustmentKind;
  /** Of a grant; null for an override. */
  readonly recurrence: GrantRecurrence | null;
  /** Of an override the limit itself, of a grant what comes on top. */
  readonly quantity: number;
  readonly startsAt: Date;
  /** null: until it is withdrawn. */
  readonly endsAt: Date | null;
  readonly withdrawnAt: Date | null;
}

/** The limit in force at an instant, what it is made of, and when it changes next if nobody does anything. */
export interface EffectiveLimit<T extends Adjustment = Adjustment> {
  readonly limit: number;
  readonly plan: number;
  readonly override: T | null;
  /** The one that ends first comes first. */
  readonly grants: readonly T[];
  readonly until: Date | null;
}

/** When it stops counting: its end, or earlier when it was withdrawn. */
export const endOf = ({ endsAt, withdrawnAt }: Pick<Adjustment, 'endsAt' | 'withdrawnAt'>): Date | null =>
  endsAt && withdrawnAt ? (withdrawnAt < endsAt ? withdrawnAt : endsAt) : (withdrawnAt ?? endsAt);

/** Whether it counts: from its start on, before its end. */
export function isInForce(adjustment: Adjustment, at: Date): boolean {
  const end = endOf(adjustment);
  return adjustment.startsAt <= at && (end === null || at < end);
}

export function adjustmentState(adjustment: Adjustment, at: Date): AdjustmentState {
  if (isInForce(adjustment, at)) return 'in_force';
  return adjustment.withdrawnAt === null ? 'over' : 'withdrawn';
}

/**
 * The monthly limit: the override that began last, or else the plan's, and every grant in force on top. `usage_limit` in SQL says the same
 * where admission asks; a suite compares the two.
 */
export function effectiveLimit<T extends Adjustment>(plan: number, adjustments: readonly T[], at: Date): EffectiveLimit<T> {
  const live = adjustments.filter((one) => isInForce(one, at));
  const [override = null] = live.filter(({ kind }) => kind === 'override').sort(byLatestStart);
  const grants = live.filter(({ kind }) => kind === 'grant').sort(byEnd);
  return {
    limit: grants.reduce((sum, { quantity }) => sum + quantity, override?.quantity ?? plan),
    plan,
    override,
    grants,
    until: nextChange(adjustments, at),
  };
}

/** The first start or end that is still to come. */
function nextChange(adjustments: readonly Adjustment[], at: Date): Date | null {
  const instants = adjustments.flatMap((one) => {
    const end = endOf(one);
    if (end !== null && end <= one.startsAt) return [];
    return one.startsAt > at ? [one.startsAt] : end !== null && end > at ? [end] : [];
  });
  return instants.reduce<Date | null>((first, instant) => (first === null || instant < first ? instant : first), null);
}

const byLatestStart = (a: Adjustment, b: Adjustment): number =>
  b.startsAt.getTime() - a.startsAt.getTime() || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);

const byEnd = (a: Adjustment, b: Adjustment): number =>
  (endOf(a)?.getTime() ?? Infinity) - (endOf(b)?.getTime() ?? Infinity) || a.startsAt.getTime() - b.startsAt.getTime();
