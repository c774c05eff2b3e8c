import type { AdminTenantQuery } from '@orbisvoice/shared-dto';
import { LIMITS, PLAN_CODES, TENANT_STATUSES } from '@orbisvoice/shared-dto/values';
import { oneOf } from '@orbisvoice/shared-ui/core';

export type TenantSort = AdminTenantQuery['sort'];

export const SORTS: readonly TenantSort[] = ['name', '-name', 'createdAt', '-createdAt', 'mrr', '-mrr', 'usage', '-usage'];

/** The address without parameters. */
export const LIST_DEFAULTS = { page: 1, search: '', status: '', tier: '', sort: '-createdAt' } as const;
/** What the address says, as text. */
export type ListState = { readonly [K in keyof typeof LIST_DEFAULTS]: K extends 'page' ? number : string };

const SEARCH_MAX = 100;
const PAGE_MAX = 10_000;

/** The API's query. What the API would refuse, because somebody edited the address, is left out. */
export function toQuery(state: ListState): AdminTenantQuery {
  const status = oneOf(state.status, TENANT_STATUSES);
  const tier = oneOf(state.tier, PLAN_CODES);
  const search = state.search.trim().slice(0, SEARCH_MAX);
  return {
    page: Math.min(state.page, PAGE_MAX),
    pageSize: LIMITS.pageSizeDefault,
    sort: oneOf(state.sort, SORTS) ?? LIST_DEFAULTS.sort,
    ...(search && { search }),
    ...(status && { status }),
    ...(tier && { tier }),
  };
}

/**
 * The sort to take when a column's head asks for `word`. Figures and dates start with the largest and newest, names with A;
 * once a column is sorted, pressing it turns round.
 */
export function firstSort(current: TenantSort, word: string): TenantSort {
  const column = word.replace('-', '');
  const isTurn = current.replace('-', '') === column;
  const wanted = isTurn || column === 'name' ? word : `-${column}`;
  return oneOf(wanted, SORTS) ?? current;
}
