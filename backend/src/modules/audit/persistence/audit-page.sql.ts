import type { AuditQuery } from '@orbisvoice/shared-dto';
import { type ActorKind, CONVERSATION_TRAFFIC, type EventName } from '@orbisvoice/shared-dto/values';
import { invalidField } from '../../../platform/errors/domain-error.js';
import { decodeCursor } from '../../../platform/http/page.js';
import { CANONICAL_ENTRY } from '../domain/canonical-entry.js';
import type { Json } from '../domain/canonical-json.js';
import { waysTo, type AboutPerson } from './audit-ways.js';

/** A row of {@link auditPage}, personal data sealed. */
export interface AuditRow {
  readonly id: string;
  readonly at: Date;
  /** Microseconds: a JavaScript date would lose them, and a keyset page with them rows. */
  readonly exactAt: string;
  readonly tenantId: string;
  readonly tenantName: string;
  readonly seq: string;
  readonly action: EventName;
  readonly actorKind: ActorKind;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly actorSubject: string | null;
  readonly actorSealed: string | null;
  readonly impersonatorId: string | null;
  /** From the impersonations of the tenant: null once the staff user is gone. */
  readonly impersonatorName: string | null;
  readonly targetType: string;
  readonly targetId: string | null;
  readonly changes: { readonly [field: string]: Json };
  readonly ipHash: Buffer | null;
  readonly traceId: string | null;
  readonly hash: Buffer;
  readonly mac: Buffer;
}

/** A row of {@link auditStretch}. */
export interface AuditExportRow extends AuditRow {
  /** What the hash was made of. */
  readonly canonical: string;
}

/** What to look for; an address is looked for by its keyed hash. */
export type AuditFilter = Omit<AuditQuery, 'ip'> & {
  readonly ipHash?: Buffer;
  readonly about?: AboutPerson;
};

/**
 * Without what conversations write all day long. Spelled as the partial indexes `audit_entries_news`, `audit_entries_tenant_news` and
 * `audit_entries_tenant_news_seq` have it: they stay small, whatever is said in conversations.
 */
const NEWS = `a.action not in (${CONVERSATION_TRAFFIC.map((action) => `'${action}'`).join(', ')})`;

export interface AuditStatement {
  /** Tells statements of different filters apart: each is prepared for itself, and planned without the filters nobody asked for. */
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

const COLUMNS = `a.id, a.at, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "exactAt",
  a.tenant_id as "tenantId", t.name as "tenantName", a.seq, a.action, a.actor_kind as "actorKind", a.actor_id as "actorId",
  a.actor_name as "actorName", a.actor_subject as "actorSubject", a.actor_sealed as "actorSealed", a.impersonator_id as "impersonatorId",
  case when a.impersonator_id is not null then (select i.staff_name from impersonations i
    where i.tenant_id = a.tenant_id and i.staff_id = a.impersonator_id order by i.created_at desc limit 1) end as "impersonatorName",
  a.target_type as "targetType", a.target_id as "targetId", a.changes, a.ip_hash as "ipHash", a.trace_id as "traceId", a.hash, a.mac`;

type Condition = keyof Omit<AuditFilter, 'actorId' | 'about' | 'without' | 'cursor' | 'pageSize'>;

const CONDITIONS: Readonly<Record<Condition, (parameter: string) => string>> = {
  id: (parameter) => `a.id = ${parameter}::uuid`,
  tenantId: (parameter) => `a.tenant_id = ${parameter}::uuid`,
  action: (parameter) => `a.action = ${parameter}`,
  actorKind: (parameter) => `a.actor_kind = ${parameter}`,
  targetType: (parameter) => `a.target_type = ${parameter}`,
  targetId: (parameter) => `a.target_id = ${parameter}`,
  traceId: (parameter) => `a.trace_id = ${parameter}`,
  ipHash: (parameter) => `a.ip_hash = ${parameter}`,
  from: (parameter) => `a.at >= ${parameter}::timestamptz`,
  to: (parameter) => `a.at < ${parameter}::timestamptz`,
};

/**
 * Newest first by (at, id), one row more than asked for: that one tells whether another page follows.
 * @throws DomainError `request.invalid` for a cursor this list did not hand out
 */
export function auditPage(filter: AuditFilter): AuditStatement {
  const conditions = conditionsOf(filter);
  const { values, parameter, where } = conditions;
  if (filter.cursor !== undefined) {
    const [at, id] = keyOf(filter.cursor);
    where.push(`(a.at, a.id) < (${parameter(at)}::timestamptz, ${parameter(id)}::uuid)`);
  }
  const name = nameOf('audit.page', conditions, filter.cursor === undefined ? [] : ['cursor']);
  const order = 'a.at desc, a.id desc';
  const text = `select ${COLUMNS} ${sourceOf(conditions, order, parameter(filter.pageSize + 1))}`;
  return { name, text, values };
}

/** What an export looks for. */
export type ExportFilter = Omit<AuditFilter, 'cursor' | 'pageSize'>;

/** Where a stretch begins: behind the entry before it. */
export interface Behind {
  readonly seq: string;
  readonly exactAt: string;
  readonly id: string;
}

/** The next stretch of an export: a tenant's chain from its beginning on, all tenants' entries newest first. */
export function auditStretch(filter: ExportFilter, behind: Behind | null, limit: number): AuditStatement {
  const conditions = conditionsOf(filter);
  const { values, parameter, where } = conditions;
  const isChain = filter.tenantId !== undefined;
  if (behind && isChain) where.push(`a.seq > ${parameter(behind.seq)}::bigint`);
  if (behind && !isChain) where.push(`(a.at, a.id) < (${parameter(behind.exactAt)}::timestamptz, ${parameter(behind.id)}::uuid)`);
  const name = nameOf('audit.stretch', conditions, behind ? ['behind'] : []);
  const order = isChain ? 'a.seq' : 'a.at desc, a.id desc';
  const text = `select ${COLUMNS}, ${CANONICAL_ENTRY} as canonical ${sourceOf(conditions, order, parameter(limit))}`;
  return { name, text, values };
}

interface Conditions {
  readonly values: unknown[];
  readonly parameter: (value: unknown) => string;
  readonly asked: readonly string[];
  readonly where: string[];
  /** Ways to the entries beside `where`, see {@link waysTo}. */
  readonly ways: readonly string[];
}

function conditionsOf(filter: ExportFilter): Conditions {
  const values: unknown[] = [];
  const parameter = (value: unknown): string => `$${values.push(value)}`;
  const asked = (Object.keys(CONDITIONS) as Condition[]).filter((key) => filter[key] !== undefined);
  const where = asked.map((key) => CONDITIONS[key](parameter(filter[key])));
  const isNews = filter.without === 'conversations';
  if (isNews) where.push(NEWS);
  return { values, parameter, asked: isNews ? [...asked, 'news'] : asked, where, ways: waysTo(filter, parameter) };
}

const nameOf = (of: string, { asked, ways }: Conditions, more: readonly string[]): string =>
  [of, ...asked, ...(ways.length > 0 ? [`ways${ways.length}`] : []), ...more].join('.');

/** Where rows come from, in which order and how many. Each of several ways is walked along its own index, no further than a page. */
function sourceOf({ where, ways }: Conditions, order: string, limit: string): string {
  const [only, ...others] = ways;
  const filters = (way: string | undefined): string => {
    const all = way === undefined ? where : [...where, way];
    return all.length > 0 ? `where ${all.join(' and ')}` : '';
  };
  const tail = `order by ${order} limit ${limit}`;
  if (others.length === 0) return `from audit_entries a join tenants t on t.id = a.tenant_id ${filters(only)} ${tail}`;
  const found = ways.map((way) => `(select a.id from audit_entries a ${filters(way)} ${tail})`).join(' union ');
  return `from (${found}) f join audit_entries a on a.id = f.id join tenants t on t.id = a.tenant_id ${tail}`;
}

const CURSOR_AT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;
const CURSOR_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Where a page begins. @throws DomainError `request.invalid` for what is no cursor of these lists */
export function keyOf(cursor: string): [string, string] {
  const [at, id] = decodeCursor(cursor, 2);
  if (!at || !id || !CURSOR_AT.test(at) || Number.isNaN(Date.parse(at)) || !CURSOR_ID.test(id)) {
    throw invalidField('cursor', 'cursor', 'must be the `next` of the page before');
  }
  return [at, id];
}
