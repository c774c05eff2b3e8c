import type { StripeEventQuery } from '@orbisvoice/shared-dto';
import { STRIPE_EVENT_STATUSES } from '@orbisvoice/shared-dto/values';
import { oneOf } from '@orbisvoice/shared-ui/core';
import { asUuid, instantsOf } from '../../core/filter-values';

/** The address without parameters. Days are UTC and both inclusive, as people mean them. */
export const EVENT_FILTER_DEFAULTS = { status: '', type: '', tenantId: '', search: '', from: '', to: '' } as const;
export type EventFilter = { readonly [K in keyof typeof EVENT_FILTER_DEFAULTS]: string };

const PAGE_SIZE = 50;
const TEXT_MAX = 100;

/** The API's query. What the API would refuse, because somebody edited the address, is left out. */
export function toEventQuery(filter: EventFilter): Omit<StripeEventQuery, 'cursor'> {
  const status = oneOf(filter.status, STRIPE_EVENT_STATUSES);
  const type = filter.type.trim().slice(0, TEXT_MAX);
  const search = filter.search.trim().slice(0, TEXT_MAX);
  const tenantId = asUuid(filter.tenantId);
  return {
    pageSize: PAGE_SIZE,
    ...(status && { status }),
    ...(type && { type }),
    ...(tenantId && { tenantId }),
    ...(search && { search }),
    ...instantsOf(filter),
  };
}
