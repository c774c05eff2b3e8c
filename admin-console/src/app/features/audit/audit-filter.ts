import type { AuditQuery } from '@orbisvoice/shared-dto';
import { ACTOR_KINDS, EVENT_NAMES } from '@orbisvoice/shared-dto/values';
import { oneOf } from '@orbisvoice/shared-ui/core';
import { nextDay } from '@orbisvoice/shared-ui/format';

/** The address without parameters. Days are UTC and both inclusive, as people mean them. */
export const FILTER_DEFAULTS = { action: '', actorKind: '', tenantId: '', from: '', to: '' } as const;
export type AuditFilter = { readonly [K in keyof typeof FILTER_DEFAULTS]: string };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const PAGE_SIZE = 50;

/** A calendar day that exists (2026-02-30 does not), or null. */
export function asDay(value: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return null;
  const ms = Date.parse(`${value}T00:00:00.000Z`);
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== value ? null : value;
}

/** The tenant of the address, if it can be one. */
export const tenantOf = (filter: AuditFilter): string | null => (UUID.test(filter.tenantId) ? filter.tenantId : null);

/** The API's query: instants, and an exclusive end at the start of the following day. What the API would refuse is left out. */
export function toQuery(filter: AuditFilter): Omit<AuditQuery, 'cursor'> {
  const action = oneOf(filter.action, EVENT_NAMES);
  const actorKind = oneOf(filter.actorKind, ACTOR_KINDS);
  const tenantId = tenantOf(filter);
  const from = asDay(filter.from);
  const to = asDay(filter.to);
  return {
    pageSize: PAGE_SIZE,
    ...(action && { action }),
    ...(actorKind && { actorKind }),
    ...(tenantId && { tenantId }),
    ...(from && { from: `${from}T00:00:00.000Z` }),
    ...(to && { to: `${nextDay(to)}T00:00:00.000Z` }),
  };
}

/** Whether the span is the wrong way round, which is always empty. */
export function isReversed(filter: AuditFilter): boolean {
  const from = asDay(filter.from);
  const to = asDay(filter.to);
  return from !== null && to !== null && from > to;
}
