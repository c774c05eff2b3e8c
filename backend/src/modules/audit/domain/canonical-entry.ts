import { canonicalJson, type Json } from './canonical-json.js';

/** An entry as it is kept: personal data sealed, instants in microseconds UTC, `changes` as the text in the column. */
export interface KeptEntry {
  readonly action: string;
  readonly actorId: string | null;
  readonly actorKind: string;
  readonly actorName: string | null;
  readonly actorSealed: string | null;
  readonly actorSubject: string | null;
  /** `2026-01-02T03:04:05.678000Z` */
  readonly at: string;
  /** Canonical JSON. */
  readonly changes: string;
  readonly id: string;
  readonly impersonatorId: string | null;
  /** Hexadecimal. */
  readonly ipHash: string | null;
  readonly seq: number;
  readonly targetId: string | null;
  readonly targetType: string;
  readonly tenantId: string;
  readonly traceId: string | null;
}

type Field = keyof KeptEntry;

/** Fields of the canonical entry in the order JCS puts them, and how SQL spells each. Both spellings are held together by a property test. */
const FIELDS: readonly (readonly [Field, string])[] = [
  ['action', text('action')],
  ['actorId', text('actor_id')],
  ['actorKind', text('actor_kind')],
  ['actorName', text('actor_name')],
  ['actorSealed', text('actor_sealed')],
  ['actorSubject', text('actor_subject')],
  ['at', `coalesce(to_char(a.at at time zone 'UTC', '"\\""YYYY-MM-DD"T"HH24:MI:SS.US"Z\\""'), 'null')`],
  ['changes', `coalesce(a.changes::text, 'null')`],
  ['id', quoted('id')],
  ['impersonatorId', quoted('impersonator_id')],
  ['ipHash', quoted(`encode(a.ip_hash, 'hex')`, '')],
  ['seq', 'a.seq::text'],
  ['targetId', text('target_id')],
  ['targetType', text('target_type')],
  ['tenantId', quoted('tenant_id')],
  ['traceId', text('trace_id')],
];

function text(column: string): string {
  return `coalesce(to_json(a.${column})::text, 'null')`;
}

function quoted(column: string, table = 'a.'): string {
  return `coalesce('"' || ${table}${column} || '"', 'null')`;
}

/** The canonical entry of a row of `audit_entries a`, in SQL: the verifier reads it instead of sixteen columns. */
export const CANONICAL_ENTRY =
  FIELDS.map(([field, sql], index) => `'${index === 0 ? '{' : ','}"${field}":' || ${sql}`).join(' || ') + ` || '}'`;

/** What is hashed of an entry: RFC 8785 of all its fields. `changes` is in that form already, in the column too. */
export function canonicalEntry(entry: KeptEntry): string {
  const members = FIELDS.map(([field]) => `"${field}":${field === 'changes' ? entry.changes : canonicalJson(entry[field] satisfies Json)}`);
  return `{${members.join(',')}}`;
}

/** Microseconds, as the column has them. */
export const exactInstant = (at: Date): string => `${at.toISOString().slice(0, -1)}000Z`;
