import { canonicalJson, type Json } from './canonical-json.js';

export type AuditValue = Json;

/** Before and after of each changed field. A field that did not exist before (or does not any more) is null on that side. */
export type AuditChanges = Readonly<Record<string, { readonly before: AuditValue; readonly after: AuditValue }>>;

type Snapshot = Readonly<Record<string, AuditValue | Date | undefined>>;

const SECRET = /password|secret|token|hash/i;

/** The fields of `fields` that differ between two states of a thing; `before` is null for a new one, `after` for a removed one. */
export function changesBetween(before: Snapshot | null, after: Snapshot | null, fields: readonly string[]): AuditChanges {
  const changes: Record<string, { before: AuditValue; after: AuditValue }> = {};
  for (const field of fields) {
    const change = { before: plain(before?.[field]), after: plain(after?.[field]) };
    if (canonicalJson(change.before) !== canonicalJson(change.after)) changes[field] = change;
  }
  refuseSecrets(changes);
  return changes;
}

/** What is told of a deed that changed nothing there was: each fact that is known, as something new. */
export const factsAsChanges = (facts: Snapshot): AuditChanges => changesBetween(null, facts, Object.keys(facts));

/**
 * Audit rows cannot be edited, so a secret written into one is there for good: a field whose name promises one is a programming error.
 * @throws TypeError that names the field
 */
export function refuseSecrets(changes: AuditChanges): void {
  const field = Object.keys(changes).find((name) => SECRET.test(name));
  if (field) throw new TypeError(`audit changes must not contain "${field}"`);
}

function plain(value: AuditValue | Date | undefined): AuditValue {
  if (value === undefined) return null;
  return value instanceof Date ? value.toISOString() : value;
}
