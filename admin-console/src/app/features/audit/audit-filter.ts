import type { AuditQuery } from '@orbisvoice/shared-dto';
import { ACTOR_KINDS, AUDIT_ACTIONS, AUDIT_TARGET_TYPES, AUDIT_TRAFFIC, type ActorKind } from '@orbisvoice/shared-dto/values';
import { oneOf } from '@orbisvoice/shared-ui/core';
import { asDay, asUuid, instantsOf } from '../../core/filter-values';

/** The address without parameters. Days are UTC and both inclusive, as people mean them; a day with a time begins or ends there. */
export const FILTER_DEFAULTS = {
  id: '',
  action: '',
  actorKind: '',
  actorId: '',
  targetType: '',
  targetId: '',
  traceId: '',
  ip: '',
  tenantId: '',
  without: '',
  from: '',
  fromTime: '',
  to: '',
  toTime: '',
} as const;
export type AuditFilter = { readonly [K in keyof typeof FILTER_DEFAULTS]: string };

const PAGE_SIZE = 50;
/** What is typed rather than chosen, and how long it may be. */
export const TYPED = [
  { name: 'id', max: 36 },
  { name: 'actorId', max: 100 },
  { name: 'targetId', max: 200 },
  { name: 'traceId', max: 100 },
  { name: 'ip', max: 45 },
] as const;
/** IPv4, or what can only be meant as IPv6: the API is exact. */
const IP = /^((25[0-5]|2[0-4]\d|1?\d?\d)(\.(?!$)|$)){4}$|^(?=.*:)[0-9a-f:.]{2,45}$/i;

/** The tenant of the address, if it can be one. */
export const tenantOf = (filter: AuditFilter): string | null => asUuid(filter.tenantId);

const PEOPLE: readonly string[] = ['', 'user', 'staff'] satisfies (ActorKind | '')[];

/** Whether an actor of this kind can be a person; without a kind it can. */
export const canBePerson = (actorKind: string): boolean => PEOPLE.includes(actorKind);

/** The person of the address, if the actor can be one. */
export const personOf = ({ actorId, actorKind }: AuditFilter): string | null => (canBePerson(actorKind) ? asUuid(actorId.trim()) : null);

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const instantAt = (day: string, time: string): string | null => (asDay(day) && TIME.test(time) ? `${day}T${time}:00.000Z` : null);

/** The API's span: whole days, or from and until a time of them. */
export function spanOf(filter: AuditFilter): { from?: string; to?: string } {
  const [from, to] = [instantAt(filter.from, filter.fromTime), instantAt(filter.to, filter.toTime)];
  return { ...instantsOf(filter), ...(from && { from }), ...(to && { to }) };
}

/** Whether nothing can lie in the span. */
export function isEmptySpan(filter: AuditFilter): boolean {
  const { from, to } = spanOf(filter);
  return from !== undefined && to !== undefined && from >= to;
}

/** Whether there is a time without its day, which says nothing. */
export const hasLonelyTime = ({ from, fromTime, to, toTime }: AuditFilter): boolean =>
  (fromTime !== '' && asDay(from) === null) || (toTime !== '' && asDay(to) === null);

/** The API's query. What the API would refuse is left out. */
export function toQuery(filter: AuditFilter): Omit<AuditQuery, 'cursor'> {
  const action = oneOf(filter.action, AUDIT_ACTIONS);
  const actorKind = oneOf(filter.actorKind, ACTOR_KINDS);
  const tenantId = tenantOf(filter);
  const targetType = oneOf(filter.targetType, AUDIT_TARGET_TYPES);
  const without = oneOf(filter.without, AUDIT_TRAFFIC);
  const [typedId = '', actorId, targetId, traceId, ip] = TYPED.map(({ name, max }) => filter[name].trim().slice(0, max));
  const id = asUuid(typedId);
  return {
    pageSize: PAGE_SIZE,
    ...(id && { id }),
    ...(action && { action }),
    ...(actorKind && { actorKind }),
    ...(tenantId && { tenantId }),
    ...(actorId && { actorId }),
    ...(targetType && { targetType }),
    ...(targetId && { targetId }),
    ...(traceId && { traceId }),
    ...(without && { without }),
    ...(ip && IP.test(ip) && { ip }),
    ...spanOf(filter),
  };
}
