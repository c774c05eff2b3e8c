import type { TenantFilter } from '@orbisvoice/shared-dto';
import { conversationWindowOf, PLAN_CODES, type TenantSort, type TenantSortKey } from '@orbisvoice/shared-dto/values';
import { conversationsByTenant } from '../../analytics/index.js';

/** A statement with its parameters. */
export interface ListStatement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Where a page begins: behind the row of this value and id. */
export interface TenantKey {
  readonly value: string;
  readonly id: string;
}

/** A tenant's standing and subscription in one word: the overview counts what the list filters by. */
export const STATE = `case when t.status in ('suspended','banned') then 'suspended' when t.subscription_status = 'trialing' then 'trial'
  when t.subscription_status in ('past_due','unpaid') then 'past_due'
  when t.subscription_status in ('canceled','incomplete_expired') then 'cancelled' else 'active' end`;

const USED = 'coalesce(u.used, 0)';
const LIMIT = 'coalesce(u.lim, p.conversation_limit)';
const CONVERSATIONS = 'coalesce(w.conversations, 0)';
const SHARE = `(${USED}::float8 / greatest(${LIMIT}, 1))`;

interface Order {
  /** What the list is sorted by; never null. */
  readonly by: string;
  readonly type: 'text' | 'bigint' | 'float8' | 'timestamptz';
  /** The id beside it: of the same table, or no index has the two together. */
  readonly id: 't.id' | 'l.tenant_id';
}

/** A whitelist, because a column cannot be a parameter. The id makes every order total. */
const ORDERS: Readonly<Record<TenantSortKey, Order>> = {
  name: { by: 'lower(t.name)', type: 'text', id: 't.id' },
  status: { by: 't.status', type: 'text', id: 't.id' },
  tier: { by: `array_position('{${PLAN_CODES.join(',')}}'::text[], t.subscription_tier)`, type: 'bigint', id: 't.id' },
  subscription: { by: 't.subscription_status', type: 'text', id: 't.id' },
  mrr: { by: 'l.mrr', type: 'bigint', id: 'l.tenant_id' },
  usage: { by: USED, type: 'bigint', id: 't.id' },
  usageShare: { by: SHARE, type: 'float8', id: 't.id' },
  users: { by: 'l.members', type: 'bigint', id: 'l.tenant_id' },
  agents: { by: 'l.agents', type: 'bigint', id: 'l.tenant_id' },
  lastActive: { by: 'l.last_active_at', type: 'timestamptz', id: 'l.tenant_id' },
  createdAt: { by: 't.created_at', type: 'timestamptz', id: 't.id' },
  conversationsDay: { by: CONVERSATIONS, type: 'bigint', id: 't.id' },
  conversationsWeek: { by: CONVERSATIONS, type: 'bigint', id: 't.id' },
  conversationsMonth: { by: CONVERSATIONS, type: 'bigint', id: 't.id' },
  conversationsAll: { by: CONVERSATIONS, type: 'bigint', id: 't.id' },
};

const isSortKey = (text: string): text is TenantSortKey => Object.hasOwn(ORDERS, text);

function orderOf(sort: TenantSort): Order & { readonly isDown: boolean } {
  const key = sort.replace('-', '');
  if (!isSortKey(key)) throw new Error(`no order ${sort}`);
  return { ...ORDERS[key], isDown: sort.startsWith('-') };
}

const COLUMNS = `
  t.id, t.name, t.slug, t.status, ${STATE} as state, t.subscription_tier as "subscriptionTier", t.subscription_status as "subscriptionStatus",
  l.mrr::float8 as mrr, ${USED}::float8 as "usageCount", ${LIMIT}::float8 as "usageLimit", l.members as users, l.agents,
  l.owner_email as "ownerEmail", t.billing_email as "billingEmail", t.stripe_customer_id as "stripeCustomerId",
  nullif(l.last_active_at, '-infinity') as "lastActiveAt", t.created_at as "createdAt"`;

/** What an order by conversations adds to the tables of a row, and the figure it orders by. */
function conversationsOf(sort: TenantSort, at: string): { readonly join: string; readonly figure: string } {
  const window = conversationWindowOf(sort);
  if (window === null) return { join: '', figure: 'null::float8' };
  return { join: ` left join (${conversationsByTenant(window, at)}) w on w.tenant_id = t.id`, figure: `${CONVERSATIONS}::float8` };
}

/** What a tenant's row is built from; `at` is the moment whose usage period counts. */
const fromTenants = (at: string): string => `
  from tenants t
  join tenant_listing l on l.tenant_id = t.id
  join plans p on p.code = t.subscription_tier
  left join usage_periods u on u.tenant_id = t.id and u.period_start <= ${at} and u.period_end > ${at}`;

class Parameters {
  readonly values: unknown[] = [];
  readonly of = (value: unknown, type: string): string => `$${this.values.push(value)}::${type}`;
}

type Condition = (value: string, parameters: Parameters) => string;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A part of what people know a tenant by; an id as a whole only, because three letters are in half of all ids. */
function searchOf(text: string, { of }: Parameters): string {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  const found = `l.search_text like lower(${of(pattern, 'text')})`;
  return UUID.test(text) ? `(t.id = ${of(text, 'uuid')} or ${found})` : found;
}

/** One condition per filter; only those that are asked for reach the statement, so that each is planned for what it is. */
const CONDITIONS: Readonly<Record<Exclude<keyof TenantFilter, 'status'>, Condition>> = {
  search: searchOf,
  state: (state, { of }) => `${STATE} = ${of(state, 'text')}`,
  tier: (tier, { of }) => `t.subscription_tier = ${of(tier, 'text')}`,
  subscription: (status, { of }) => `t.subscription_status = ${of(status, 'text')}`,
  usage: (level) => (level === 'over' ? `${USED} >= ${LIMIT}` : `${USED} < ${LIMIT} and ${USED} * 5 >= ${LIMIT} * 4`),
  paying: (word) => (word === 'yes' ? 'l.mrr > 0' : 'l.mrr = 0'),
  agents: (word) => (word === 'some' ? 'l.agents > 0' : 'l.agents = 0'),
  createdFrom: (at, { of }) => `t.created_at >= ${of(at, 'timestamptz')}`,
  createdTo: (at, { of }) => `t.created_at < ${of(at, 'timestamptz')}`,
  activeFrom: (at, { of }) => `l.last_active_at >= ${of(at, 'timestamptz')}`,
  activeTo: (at, { of }) => `l.last_active_at < ${of(at, 'timestamptz')}`,
};

/** Staff's own workspaces are no tenants; erased ones are shown on demand. */
function conditionsOf(filter: TenantFilter, parameters: Parameters): string[] {
  const asked = Object.entries(CONDITIONS).flatMap(([name, condition]) => {
    const value = filter[name as keyof typeof CONDITIONS];
    return value === undefined || value === '' ? [] : [condition(value, parameters)];
  });
  const status = filter.status === undefined ? `t.status <> 'deleted'` : `t.status = ${parameters.of(filter.status, 'text')}`;
  return ['not t.is_internal', status, ...asked];
}

/** A row with the exact value it is sorted by: what JavaScript would round, a keyset page would lose rows with. */
export function tenantPage(
  filter: TenantFilter,
  { sort, after, limit, at }: { readonly sort: TenantSort; readonly after: TenantKey | null; readonly limit: number; readonly at: Date },
): ListStatement {
  const parameters = new Parameters();
  const now = parameters.of(at, 'timestamptz');
  const where = conditionsOf(filter, parameters);
  const { by, type, id, isDown } = orderOf(sort);
  const direction = isDown ? 'desc' : 'asc';
  if (after) {
    const key = [parameters.of(after.value, type), parameters.of(after.id, 'uuid')];
    where.push(`(${by}, ${id}) ${isDown ? '<' : '>'} (${key.join(', ')})`);
  }
  const { join, figure } = conversationsOf(sort, now);
  const text = `select ${COLUMNS}, ${figure} as conversations, (${by})::text as "sortKey" ${fromTenants(now)}${join}
    where ${where.join(' and ')} order by ${by} ${direction}, ${id} ${direction} limit ${parameters.of(limit, 'int')}`;
  return { text, values: parameters.values };
}

const LISTED: readonly (keyof TenantFilter)[] = ['search', 'paying', 'agents', 'activeFrom', 'activeTo'];

/** How many match; only those tables are looked into that the filter asks about. */
export function tenantCount(filter: TenantFilter, at: Date): ListStatement {
  const parameters = new Parameters();
  const now = parameters.of(at, 'timestamptz');
  const where = conditionsOf(filter, parameters).join(' and ');
  const listing = LISTED.some((name) => filter[name] !== undefined) ? ' join tenant_listing l on l.tenant_id = t.id' : '';
  const from = filter.usage === undefined ? `from tenants t${listing}` : fromTenants(now);
  return { text: `select count(*)::int as total ${from}, (select ${now}) moment where ${where}`, values: parameters.values };
}

/** The ids of all that match, in order, with the figure of an order by conversations: what a file or a run is made of stays one moment's, however long it takes. */
export function tenantIds(filter: TenantFilter, sort: TenantSort, at: Date): ListStatement {
  const parameters = new Parameters();
  const now = parameters.of(at, 'timestamptz');
  const where = conditionsOf(filter, parameters).join(' and ');
  const { by, id, isDown } = orderOf(sort);
  const direction = isDown ? 'desc' : 'asc';
  const { join, figure } = conversationsOf(sort, now);
  return {
    text: `select t.id, ${figure} as conversations ${fromTenants(now)}${join} where ${where} order by ${by} ${direction}, ${id} ${direction}`,
    values: parameters.values,
  };
}

/** Tenants by id, whatever their state; `$1` is the moment, `$2` the ids. */
export const tenantRows = (more = ''): string =>
  `select ${COLUMNS}, null::float8 as conversations${more} ${fromTenants('$1::timestamptz')}`;
