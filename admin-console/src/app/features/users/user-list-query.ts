import type { AdminUserQuery, UserActivityQuery } from '@orbisvoice/shared-dto';
import { ACTIVITY_PARTS, AUDIT_ACTIONS, ROLES, USER_SEEN, USER_SORTS, YES_NO, type UserSort } from '@orbisvoice/shared-dto/values';
import { oneOf } from '@orbisvoice/shared-ui/core';
import { asUuid, instantsOf } from '../../core/filter-values';

/** The address without parameters. */
export const LIST_DEFAULTS = {
  search: '',
  tenantId: '',
  role: '',
  staff: '',
  verified: '',
  locked: '',
  seen: '',
  sort: '-createdAt',
} as const;
export type UserFilter = { readonly [K in keyof typeof LIST_DEFAULTS]: string };

export const PAGE_SIZE = 50;
const SEARCH_MAX = 100;

/** The API's query. What the API would refuse, because somebody edited the address, is left out. */
export function toQuery(filter: UserFilter): Omit<AdminUserQuery, 'cursor'> {
  const search = filter.search.trim().slice(0, SEARCH_MAX);
  const tenantId = asUuid(filter.tenantId);
  const role = oneOf(filter.role, ROLES);
  const [staff, verified, locked] = [filter.staff, filter.verified, filter.locked].map((answer) => oneOf(answer, YES_NO));
  const seen = oneOf(filter.seen, USER_SEEN);
  return {
    pageSize: PAGE_SIZE,
    sort: oneOf(filter.sort, USER_SORTS) ?? LIST_DEFAULTS.sort,
    ...(search && { search }),
    ...(tenantId && { tenantId }),
    ...(role && { role }),
    ...(staff && { staff }),
    ...(verified && { verified }),
    ...(locked && { locked }),
    ...(seen && { seen }),
  };
}

/** The order to take when a column's head asks for `word`: dates start with the newest, texts with A; pressed again, it turns round. */
export function firstSort(current: UserSort, word: string): UserSort {
  const column = word.replace('-', '');
  const isTurn = current.replace('-', '') === column;
  const isDate = column === 'createdAt' || column === 'lastSeenAt';
  return oneOf(isTurn || !isDate ? word : `-${column}`, USER_SORTS) ?? current;
}

/** The address of a person's page without parameters; days are UTC and both inclusive. */
export const USER_DEFAULTS = { tab: '', part: '', action: '', from: '', to: '' } as const;
export type UserPageState = { readonly [K in keyof typeof USER_DEFAULTS]: string };

/** What to look for in somebody's activity. */
export function toActivityQuery(state: UserPageState): Omit<UserActivityQuery, 'cursor'> {
  const action = oneOf(state.action, AUDIT_ACTIONS);
  return { pageSize: PAGE_SIZE, part: oneOf(state.part, ACTIVITY_PARTS) ?? 'all', ...(action && { action }), ...instantsOf(state) };
}
