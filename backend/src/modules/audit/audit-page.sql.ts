import type { AuditQuery } from '@orbisvoice/shared-dto';
import type { ActorKind, EventName } from '@orbisvoice/shared-dto/values';
import { decodeCursor } from '../../platform/http/page.js';
import { invalidField } from '../../platform/errors/domain-error.js';

/** A row of {@link AUDIT_PAGE}. */
export interface AuditRow {
  readonly id: string;
  readonly at: Date;
  /** Microseconds: a JavaScript date would lose them, and a keyset page with them rows. */
  readonly exact_at: string;
  readonly tenant_id: string;
  readonly tenant_name: string;
  readonly action: EventName;
  readonly actor_kind: ActorKind;
  readonly actor_id: string | null;
  readonly actor_name: string | null;
  readonly target_type: string;
  readonly target_id: string | null;
  readonly changes: Record<string, unknown>;
  readonly ip: string | null;
  readonly trace_id: string | null;
}

/** Newest first by (at, id), one row more than asked for: that one tells whether another page follows. */
const pageWhere = (tenant: string): string => `
select a.id, a.at, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as exact_at,
       a.tenant_id, t.name as tenant_name, a.action, a.actor_kind, a.actor_id, a.actor_name,
       a.target_type, a.target_id, a.changes, a.ip, a.trace_id
from audit_entries a join tenants t on t.id = a.tenant_id
where ${tenant}
  and ($2::text is null or a.action = $2)
  and ($3::text is null or a.actor_kind = $3)
  and ($4::timestamptz is null or a.at >= $4)
  and ($5::timestamptz is null or a.at < $5)
  and (a.at, a.id) < (coalesce($6::timestamptz, 'infinity'), coalesce($7::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
order by a.at desc, a.id desc
limit $8`;

/** A plain equality, so that the prepared plan keeps to the tenant's index. */
export const TENANT_AUDIT_PAGE = pageWhere('a.tenant_id = $1::uuid');
/** Never prepared: planned with its values, so that absent filters cost nothing. */
export const AUDIT_PAGE = pageWhere('($1::uuid is null or a.tenant_id = $1::uuid)');

/** Parameters of {@link AUDIT_PAGE}. @throws DomainError `request.invalid` for a cursor this list did not hand out */
export function pageValues(query: AuditQuery): unknown[] {
  const [at, id] = query.cursor === undefined ? [null, null] : keyOf(query.cursor);
  return [
    query.tenantId ?? null,
    query.action ?? null,
    query.actorKind ?? null,
    query.from ?? null,
    query.to ?? null,
    at,
    id,
    query.pageSize + 1,
  ];
}

const CURSOR_AT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;
const CURSOR_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function keyOf(cursor: string): [string, string] {
  const [at, id] = decodeCursor(cursor, 2);
  if (!at || !id || !CURSOR_AT.test(at) || Number.isNaN(Date.parse(at)) || !CURSOR_ID.test(id)) {
    throw invalidField('cursor', 'cursor', 'must be the `next` of the page before');
  }
  return [at, id];
}
