/** One changed field as the diff shows it; null means there was (or is) no value. */
export interface FieldChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

type Pair = { readonly before?: unknown; readonly after?: unknown };

const isPair = (value: unknown): value is Pair =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && ('before' in value || 'after' in value);

/** A value as text. Objects keep their keys readable; nothing is cut. */
export function asText(value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null;
  return typeof value === 'string' ? value : JSON.stringify(value, null, typeof value === 'object' ? 1 : undefined);
}

/** The recorded changes as rows. A fact without before and after (a count, a reason) is shown as what is there now. */
export function fieldChanges(changes: Readonly<Record<string, unknown>>): readonly FieldChange[] {
  return Object.entries(changes).map(([field, value]) =>
    isPair(value) ? { field, before: asText(value.before), after: asText(value.after) } : { field, before: null, after: asText(value) },
  );
}

/**
 * Differences as the API lists them, as rows.
 * @param own what fields of the object begin with whose name stands above them already
 */
export const listedChanges = (
  differences: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[],
  own = '',
): readonly FieldChange[] =>
  differences.map(({ field, before, after }) => ({
    field: field.startsWith(own) ? field.slice(own.length) : field,
    before: asText(before),
    after: asText(after),
  }));
