/** Before and after of every changed field, as an audit entry keeps it. */
export type FieldChanges = Record<string, { from: unknown; to: unknown }>;

/**
 * What a patch really changes. Values compare by content, so that sending the same tools again is no change
 * and leaves no audit entry behind.
 */
export function fieldChanges<T extends object>(before: T, patch: Partial<T>): FieldChanges {
  const changes: FieldChanges = {};
  for (const [field, to] of Object.entries(patch)) {
    const from: unknown = before[field as keyof T];
    if (to !== undefined && canonical(from) !== canonical(to)) changes[field] = { from, to };
  }
  return changes;
}

/** JSON with sorted keys: Postgres stores `jsonb` keys in an order of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
