/** What JSON can say. */
export type Plain = string | number | boolean | null | Plain[] | { [key: string]: Plain };

/** Columns of a row, by name. */
export type PlainRow = Readonly<Record<string, Plain>>;

/** A field that differs between two states. */
export interface Difference {
  readonly field: string;
  readonly before: Plain;
  readonly after: Plain;
}

/** The fields of two rows that differ, in the order of their names. A row that is not there has nothing but nulls. */
export function fieldDifferences(before: PlainRow | null, after: PlainRow | null): Difference[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].sort();
  return names
    .map((field) => ({ field, before: before?.[field] ?? null, after: after?.[field] ?? null }))
    .filter((difference) => canonical(difference.before) !== canonical(difference.after));
}

/** Rows of any kind, each by a name that says what it is. */
export type NamedRows = ReadonlyMap<string, PlainRow>;

/** The fields that differ between two sets of rows, each as `name of the row: field`. */
export function rowDifferences(before: NamedRows, after: NamedRows): Difference[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.flatMap((name) =>
    fieldDifferences(before.get(name) ?? null, after.get(name) ?? null).map((one) => ({ ...one, field: `${name}: ${one.field}` })),
  );
}

/** A text that is equal exactly for equal values: keys of objects have no order. */
function canonical(value: Plain): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
