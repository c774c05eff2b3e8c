import type { AdminTenantQuery, TenantFilter, TenantViewSettings } from '@orbisvoice/shared-dto';
import {
  LIMITS,
  PLAN_CODES,
  SUBSCRIPTION_STATUSES,
  TENANT_COLUMNS,
  TENANT_SORTS,
  TENANT_STATES,
  TENANT_STATUSES,
  TENANT_USAGE_LEVELS,
  type TenantColumn,
  type TenantSort,
} from '@orbisvoice/shared-dto/values';
import { oneOf } from '@orbisvoice/shared-ui/core';
import { addDays } from '@orbisvoice/shared-ui/format';
import { asDay } from '../../core/filter-values';

export const DEFAULT_COLUMNS: readonly TenantColumn[] = [
  'name',
  'status',
  'tier',
  'mrr',
  'usage',
  'users',
  'agents',
  'lastActive',
  'createdAt',
];

/** The address without parameters. Times are UTC days, both inclusive, or instants, as links from a figure have them. */
export const LIST_DEFAULTS = {
  search: '',
  state: '',
  status: '',
  tier: '',
  subscription: '',
  usage: '',
  paying: '',
  agents: '',
  createdFrom: '',
  createdTo: '',
  activeFrom: '',
  activeTo: '',
  sort: '-createdAt',
  columns: '',
} as const;
/** What the address says, as text. */
export type ListState = { readonly [K in keyof typeof LIST_DEFAULTS]: string };

const SEARCH_MAX = 100;
const TIMES = ['createdFrom', 'createdTo', 'activeFrom', 'activeTo'] as const;
export type TimeFilter = (typeof TIMES)[number];
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/;

/** The instant a time of the address means: a day's beginning, or for an end the beginning of the next. */
function instantOf(name: TimeFilter, text: string): string | null {
  const day = asDay(text);
  if (day) return `${name.endsWith('To') ? addDays(day, 1) : day}T00:00:00.000Z`;
  return INSTANT.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;
}

/** The day to show in a field for a time of the address. */
export function dayOf(name: TimeFilter, text: string): string {
  if (asDay(text) !== null || !INSTANT.test(text)) return text;
  // an end is exclusive: midnight belongs to the day before
  return new Date(Date.parse(text) - (name.endsWith('To') ? 1 : 0)).toISOString().slice(0, 10);
}

const given = <T extends object>(entries: T): Partial<T> =>
  Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined && value !== null && value !== '')) as Partial<T>;

/** The API's filter. What the API would refuse, because somebody edited the address, is left out. */
export const toFilter = (state: ListState): TenantFilter =>
  given({
    search: state.search.trim().slice(0, SEARCH_MAX),
    state: oneOf(state.state, TENANT_STATES),
    status: oneOf(state.status, TENANT_STATUSES),
    tier: oneOf(state.tier, PLAN_CODES),
    subscription: oneOf(state.subscription, SUBSCRIPTION_STATUSES),
    usage: oneOf(state.usage, TENANT_USAGE_LEVELS),
    paying: oneOf(state.paying, ['yes', 'no']),
    agents: oneOf(state.agents, ['some', 'none']),
    ...Object.fromEntries(TIMES.map((name) => [name, instantOf(name, state[name])])),
  });

export const sortOf = (state: ListState): TenantSort => oneOf(state.sort, TENANT_SORTS) ?? LIST_DEFAULTS.sort;

/** The columns of the address, in their own order; the ones by default when it names none that exist. */
export function columnsOf(state: ListState): readonly TenantColumn[] {
  const asked = state.columns.split(',');
  const known = TENANT_COLUMNS.filter((column) => asked.includes(column));
  return known.length > 0 ? known : DEFAULT_COLUMNS;
}

/** Columns as the address keeps them: nothing for the ones by default. */
export const columnsText = (columns: readonly TenantColumn[]): string => {
  const text = TENANT_COLUMNS.filter((column) => columns.includes(column)).join(',');
  return text === DEFAULT_COLUMNS.join(',') ? '' : text;
};

export const toQuery = (state: ListState): Omit<AdminTenantQuery, 'cursor'> => ({
  ...toFilter(state),
  pageSize: LIMITS.pageSizeMax / 2,
  sort: sortOf(state),
});

export const toSettings = (state: ListState): TenantViewSettings => ({
  filter: toFilter(state),
  sort: sortOf(state),
  columns: [...columnsOf(state)],
});

/** The address of a view: everything it says, and nothing of what was there before. */
export const stateOfView = ({ filter, sort, columns }: TenantViewSettings): ListState => ({
  ...LIST_DEFAULTS,
  ...filter,
  sort,
  columns: columnsText(columns),
});

/** Whether a filter says more than the three that are always in view. */
export const hasMoreFilters = ({ search: _search, state: _state, tier: _tier, usage: _usage, ...more }: TenantFilter): boolean =>
  Object.keys(more).length > 0;

const ASCENDING_FIRST = ['name', 'status', 'tier', 'subscription'];

/**
 * The sort to take when a column's head asks for `word`. Figures and dates start with the largest and newest, words with A;
 * once a column is sorted, pressing it turns round.
 */
export function firstSort(current: TenantSort, word: string): TenantSort {
  const column = word.replace('-', '');
  const isTurn = current.replace('-', '') === column;
  const wanted = isTurn || ASCENDING_FIRST.includes(column) ? word : `-${column}`;
  return oneOf(wanted, TENANT_SORTS) ?? current;
}
