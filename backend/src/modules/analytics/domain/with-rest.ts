import { ANALYTICS_LIST_MAX } from '@orbisvoice/shared-dto/values';

/** How the rows of a list become one. */
export interface Rest<T> {
  readonly merge: (rows: readonly T[]) => T;
  /** A row that is called as the rest is: there is one of them, and it holds both. */
  readonly isOther: (row: T) => boolean;
  /** A row that stays by itself, however small. */
  readonly isFixed?: (row: T) => boolean;
}

/** Names in a list are chosen by anybody who sends them: what few had is shown as one row, the last, so that sums hold and lists end. */
export function withRest<T>(sorted: readonly T[], { merge, isOther, isFixed = () => false }: Rest<T>): T[] {
  if (sorted.length <= ANALYTICS_LIST_MAX) return [...sorted];
  const named = sorted.filter((row) => !isFixed(row) && !isOther(row));
  const room = ANALYTICS_LIST_MAX - 1 - sorted.filter(isFixed).length;
  const shown = new Set(named.slice(0, room));
  const isShown = (row: T): boolean => isFixed(row) || shown.has(row);
  return [...sorted.filter(isShown), merge(sorted.filter((row) => !isShown(row)))];
}
