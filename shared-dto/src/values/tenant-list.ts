/** How a tenant stands, one word each: what the overview counts is what the list filters by. Suspended and banned come before what is paid. */
export const TENANT_STATES = ['active', 'trial', 'past_due', 'cancelled', 'suspended'] as const;
export type TenantState = (typeof TENANT_STATES)[number];

/** How close a tenant is to its limit: from 80 % on, and from 100 % on. */
export const TENANT_USAGE_LEVELS = ['near', 'over'] as const;
export type TenantUsageLevel = (typeof TENANT_USAGE_LEVELS)[number];

/** Windows of conversations that the overview has: 24 hours to now, 7 and 30 UTC days to today, all there ever were. */
export const CONVERSATION_WINDOWS = ['day', 'week', 'month', 'all'] as const;
export type ConversationWindow = (typeof CONVERSATION_WINDOWS)[number];

/** Orders by the conversations of a window. Only they know the figure: it is counted for the list it orders. */
export const CONVERSATION_SORT_KEYS = {
  conversationsDay: 'day',
  conversationsWeek: 'week',
  conversationsMonth: 'month',
  conversationsAll: 'all',
} as const satisfies Readonly<Record<string, ConversationWindow>>;

/** What the list of tenants is sorted by; `-` in front turns it round. */
export const TENANT_SORT_KEYS = [
  'name',
  'status',
  'tier',
  'subscription',
  'mrr',
  'usage',
  'usageShare',
  'users',
  'agents',
  'lastActive',
  'createdAt',
  'conversationsDay',
  'conversationsWeek',
  'conversationsMonth',
  'conversationsAll',
] as const;
export type TenantSortKey = (typeof TENANT_SORT_KEYS)[number];
export const TENANT_SORTS = TENANT_SORT_KEYS.flatMap((key) => [key, `-${key}`] as const);
export type TenantSort = TenantSortKey | `-${TenantSortKey}`;

/** The window whose conversations an order counts, if it does. */
export function conversationWindowOf(sort: TenantSort): ConversationWindow | null {
  const windows: Readonly<Partial<Record<string, ConversationWindow>>> = CONVERSATION_SORT_KEYS;
  return windows[sort.replace('-', '')] ?? null;
}

/** Columns of the list and of its file, in the order they are shown. */
export const TENANT_COLUMNS = [
  'name',
  'id',
  'slug',
  'ownerEmail',
  'billingEmail',
  'status',
  'tier',
  'subscription',
  'mrr',
  'usage',
  'users',
  'agents',
  'lastActive',
  'createdAt',
  'stripeCustomer',
] as const;
export type TenantColumn = (typeof TENANT_COLUMNS)[number];

/** What staff do to many tenants at once. A ban is done one by one. */
export const BULK_ACTIONS = ['suspend', 'reinstate'] as const;
export type BulkAction = (typeof BULK_ACTIONS)[number];
export const BULK_RUN_ACTIONS = [...BULK_ACTIONS, 'undo'] as const;
export type BulkRunAction = (typeof BULK_RUN_ACTIONS)[number];
export const BULK_RUN_STATUSES = ['running', 'stopping', 'done', 'stopped', 'failed'] as const;
export type BulkRunStatus = (typeof BULK_RUN_STATUSES)[number];
export const BULK_OUTCOMES = ['pending', 'done', 'skipped', 'failed'] as const;
export type BulkOutcome = (typeof BULK_OUTCOMES)[number];
/** Why a tenant of a run was left as it was. */
export const BULK_REASONS = ['not_possible', 'protected', 'gone', 'changed_since', 'stopped', 'staff_revoked', 'error'] as const;
export type BulkReason = (typeof BULK_REASONS)[number];
