import type { AuditQuery } from '@orbisvoice/shared-dto';
import { ACTOR_KINDS, AUDIT_ACTIONS } from '@orbisvoice/shared-dto/values';
import { oneOf } from '@orbisvoice/shared-ui/core';
import { asUuid, instantsOf } from '../../core/filter-values';

/** The address without parameters. Days are UTC and both inclusive, as people mean them. */
export const FILTER_DEFAULTS = {
  id: '',
  action: '',
  actorKind: '',
  actorId: '',
  targetId: '',
  ip: '',
  tenantId: '',
  from: '',
  to: '',
} as const;
export type AuditFilter = { readonly [K in keyof typeof FILTER_DEFAULTS]: string };

const PAGE_SIZE = 50;
/** What is typed rather than chosen, and how long it may be. */
export const TYPED = [
  { name: 'id', max: 36 },
  { name: 'actorId', max: 100 },
  { name: 'targetId', max: 200 },
  { name: 'ip', max: 45 },
] as const;
/** IPv4, or what can only be meant as IPv6: the API is exact. */
const IP = /^((25[0-5]|2[0-4]\d|1?\d?\d)(\.(?!$)|$)){4}$|^(?=.*:)[0-9a-f:.]{2,45}$/i;

/** The tenant of the address, if it can be one. */
export const tenantOf = (filter: AuditFilter): string | null => asUuid(filter.tenantId);

/** The API's query. What the API would refuse is left out. */
export function toQuery(filter: AuditFilter): Omit<AuditQuery, 'cursor'> {
  const action = oneOf(filter.action, AUDIT_ACTIONS);
  const actorKind = oneOf(filter.actorKind, ACTOR_KINDS);
  const tenantId = tenantOf(filter);
  const [typedId = '', actorId, targetId, ip] = TYPED.map(({ name, max }) => filter[name].trim().slice(0, max));
  const id = asUuid(typedId);
  return {
    pageSize: PAGE_SIZE,
    ...(id && { id }),
    ...(action && { action }),
    ...(actorKind && { actorKind }),
    ...(tenantId && { tenantId }),
    ...(actorId && { actorId }),
    ...(targetId && { targetId }),
    ...(ip && IP.test(ip) && { ip }),
    ...instantsOf(filter),
  };
}
