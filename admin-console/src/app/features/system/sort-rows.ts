type Sortable = string | number | null;

/**
 * The rows by the sort word of the address, `-` in front for descending; an unknown word is the fallback's. What is not known comes last
 * either way.
 */
export function sortRows<T, K extends string>(
  rows: readonly T[],
  { sort, fallback, by }: { readonly sort: string; readonly fallback: string; readonly by: Readonly<Record<K, (row: T) => Sortable>> },
): readonly T[] {
  const keys: Readonly<Record<string, (row: T) => Sortable>> = by;
  const word = keys[sort.replace(/^-/, '')] ? sort : fallback;
  const value = keys[word.replace(/^-/, '')] ?? (() => null);
  const sign = word.startsWith('-') ? -1 : 1;
  return [...rows].sort((a, b) => compare(value(a), value(b), sign));
}

function compare(a: Sortable, b: Sortable, sign: number): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'string' || typeof b === 'string') return sign * String(a).localeCompare(String(b));
  return sign * (a - b);
}
