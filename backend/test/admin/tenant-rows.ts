import type pg from 'pg';
import type { AdminTenant, TenantFilter } from '@orbisvoice/shared-dto';
import { conversationWindowOf, type ConversationWindow, type TenantSort, type TenantState } from '@orbisvoice/shared-dto/values';
import { newId } from '../../src/platform/database/ids.js';

/** A tenant as its own rows tell, each read for itself: what a list is held against. */
export interface PlainTenant extends Omit<AdminTenant, 'state' | 'conversations'> {
  readonly conversations: Readonly<Record<ConversationWindow, number>>;
  readonly position: number;
  readonly memberEmails: readonly string[];
}

const pick = <T>(list: readonly T[], n: number): T => {
  const value = list[n % list.length];
  if (value === undefined) throw new Error('an empty list');
  return value;
};

const STATUSES = ['active', 'active', 'active', 'active', 'suspended', 'banned', 'deleted'] as const;
const SUBSCRIPTIONS = [
  'none',
  'active',
  'trialing',
  'past_due',
  'unpaid',
  'canceled',
  'incomplete_expired',
  'paused',
  'incomplete',
] as const;
const ZONES = ['UTC', 'Asia/Kathmandu', 'America/Los_Angeles'];
const TIERS = ['free', 'starter', 'professional', 'enterprise'] as const;
const NAMES = ['Ada & Co', 'ada 100%', 'Bo_tanical', 'Zoë’s Café', '=cmd|calc', 'Ünder', 'mary "quoted", Ltd', 'back\\slash', 'Ada & Co'];

/** Tenants that differ in everything the list knows, many of them in nothing but their id. Deterministic. */
export async function insertTenants(owner: pg.Pool, count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    const id = newId();
    const createdAt = new Date(Date.UTC(2026, 0, 1 + (n % 23), n % 7));
    await owner.query(
      `insert into tenants (id, name, slug, status, is_internal, stripe_customer_id, subscription_status, subscription_tier, billing_email,
         referral_code, time_zone, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $3, $11, $10, $10)`,
      [
        id,
        pick(NAMES, n),
        `slug-${n}`,
        pick(STATUSES, n * 3),
        n % 29 === 28,
        n % 3 === 0 ? `cus_Test${n}` : null,
        pick(SUBSCRIPTIONS, n * 5),
        pick(TIERS, n * 7),
        `Billing${n}@pay.example`,
        createdAt,
        pick(ZONES, n),
      ],
    );
    await insertPeople(owner, id, n);
    await insertWork(owner, id, n);
    await insertConversations(owner, id, n);
  }
}

async function insertPeople(owner: pg.Pool, tenantId: string, n: number): Promise<void> {
  for (let m = 0; m < n % 4; m++) {
    const seen = (n + m) % 3 === 0 ? null : new Date(Date.UTC(2026, 1, 1 + ((n + m) % 20), 1, 2, 3, 456));
    await owner.query(
      `insert into users (id, tenant_id, email, name, password_hash, role, last_seen_at, created_at, updated_at)
       values ($1, $2, $3, 'Some Body', 'x', $4, $5, now(), now())`,
      [newId(), tenantId, `person${n}-${m}@mail.example`, m === 0 ? 'owner' : 'member', seen],
    );
  }
}

/** Of every age, where windows and days begin and end among them; some do not count. */
async function insertConversations(owner: pg.Pool, tenantId: string, n: number): Promise<void> {
  await owner.query(
    `with agent as (
       insert into agents (id, tenant_id, name, system_prompt, voice_id, greeting, tools, is_active, public_key, allowed_origins, widget,
         created_at, updated_at, deleted_at)
       values ($3::uuid, $1, 'Gone', '', 'kore', '', '[]', true, $3::text, '{}', '{}', now(), now(), now()) returning id)
     insert into conversations (id, tenant_id, agent_id, session_id, channel, status, started_at, counted_at)
     select gen_random_uuid(), $1, agent.id, 'session-' || m, 'widget', 'completed', at, case when m % 7 < 6 then at end
       from agent, generate_series(1, $2::int) m,
         lateral (select case m % 4 when 0 then now() - interval '23 hours' when 1 then date_trunc('day', now(), 'UTC') - m * interval '1 day'
           when 2 then date_trunc('day', now(), 'UTC') - m * interval '1 day' - interval '1 second' else now() - m * interval '5 days' end as at) s`,
    [tenantId, (n * 5) % 37, newId()],
  );
}

async function insertWork(owner: pg.Pool, tenantId: string, n: number): Promise<void> {
  for (let a = 0; a < n % 3; a++) {
    await owner.query(
      `insert into agents (id, tenant_id, name, system_prompt, voice_id, greeting, tools, is_active, public_key, allowed_origins, widget,
         created_at, updated_at, deleted_at)
       values ($1::uuid, $2, 'Agent', '', 'kore', '', '[]', true, $1::text, '{}', '{}', now(), now(), $3)`,
      [newId(), tenantId, (n + a) % 5 === 0 ? new Date() : null],
    );
  }
  for (let m = 0, mrr = 0; m < n % 3; m++) {
    const after = m === 1 && n % 2 === 0 ? 0 : mrr + 2900;
    await owner.query(
      `insert into mrr_movements (id, tenant_id, occurred_at, kind, amount, mrr_before, mrr_after, currency, plan_from, plan_to)
       select $1, id, now() - interval '40 days' + $3 * interval '1 day', $4, $5, $6, $7, 'usd', subscription_tier, subscription_tier
         from tenants where id = $2`,
      [newId(), tenantId, m, after === 0 ? 'churn' : m === 0 ? 'new' : 'expansion', Math.abs(after - mrr), mrr, after],
    );
    mrr = after;
  }
  const used = pick([0, 79, 80, 99, 100, 101, 110, null], n);
  if (used === null) return;
  await owner.query(
    `insert into usage_periods (tenant_id, period_start, period_end, lim, ceiling, used)
     values ($1, now() - interval '1 day', now() + interval '1 day', $2, 1000, $3),
            ($1, now() - interval '31 days', now() - interval '1 day', 100, 1000, 77)`,
    [tenantId, n % 11 === 10 ? 0 : 100, used],
  );
}

/** Reads every tenant from its rows. */
export async function plainTenants(owner: pg.Pool): Promise<PlainTenant[]> {
  const { rows } = await owner.query<Omit<PlainTenant, 'createdAt' | 'lastActiveAt'> & { createdAt: Date; lastActiveAt: Date | null }>(
    `select t.id, t.name, t.slug, t.status, t.subscription_tier as "subscriptionTier", t.subscription_status as "subscriptionStatus",
       p.position::int, t.billing_email as "billingEmail", t.stripe_customer_id as "stripeCustomerId", t.created_at as "createdAt",
       (select coalesce(sum(mrr_after - mrr_before), 0)::float8 from mrr_movements m where m.tenant_id = t.id) as mrr,
       (select coalesce(max(used), 0)::float8 from usage_periods u where u.tenant_id = t.id and now() >= period_start and now() < period_end) as "usageCount",
       coalesce((select lim from usage_periods u where u.tenant_id = t.id and now() >= period_start and now() < period_end), p.conversation_limit)::float8
         as "usageLimit",
       (select count(*)::int from users u where u.tenant_id = t.id) as users,
       (select count(*)::int from agents a where a.tenant_id = t.id and deleted_at is null) as agents,
       (select email from users u where u.tenant_id = t.id and role = 'owner' order by created_at, id limit 1) as "ownerEmail",
       (select max(last_seen_at) from users u where u.tenant_id = t.id) as "lastActiveAt",
       (select json_build_object('day', count(*) filter (where started_at > now() - interval '24 hours'),
          'week', count(*) filter (where started_at >= date_trunc('day', now(), 'UTC') - interval '6 days'),
          'month', count(*) filter (where started_at >= date_trunc('day', now(), 'UTC') - interval '29 days'), 'all', count(*))
          from conversations c where c.tenant_id = t.id and counted_at is not null) as conversations,
       array(select email from users u where u.tenant_id = t.id) as "memberEmails"
     from tenants t join plans p on p.code = t.subscription_tier where not t.is_internal`,
  );
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString(), lastActiveAt: row.lastActiveAt?.toISOString() ?? null }));
}

export function stateOf({ status, subscriptionStatus: paid }: Pick<AdminTenant, 'status' | 'subscriptionStatus'>): TenantState {
  if (status === 'suspended' || status === 'banned') return 'suspended';
  if (paid === 'trialing') return 'trial';
  if (paid === 'past_due' || paid === 'unpaid') return 'past_due';
  return paid === 'canceled' || paid === 'incomplete_expired' ? 'cancelled' : 'active';
}

/** Whether a filter finds a tenant, condition by condition. */
export function isFound(tenant: PlainTenant, filter: TenantFilter): boolean {
  const { usageCount: used, usageLimit: limit } = tenant;
  const level = used >= limit ? 'over' : used * 5 >= limit * 4 ? 'near' : null;
  const needle = filter.search?.toLowerCase();
  const texts = [tenant.name, tenant.slug, tenant.billingEmail, tenant.stripeCustomerId ?? '', ...tenant.memberEmails];
  const active = tenant.lastActiveAt ?? '';
  return [
    filter.status === undefined ? tenant.status !== 'deleted' : tenant.status === filter.status,
    !needle || needle === tenant.id || texts.some((text) => text.toLowerCase().includes(needle)),
    filter.state === undefined || stateOf(tenant) === filter.state,
    filter.tier === undefined || tenant.subscriptionTier === filter.tier,
    filter.subscription === undefined || tenant.subscriptionStatus === filter.subscription,
    filter.usage === undefined || level === filter.usage,
    filter.paying === undefined || tenant.mrr > 0 === (filter.paying === 'yes'),
    filter.agents === undefined || tenant.agents > 0 === (filter.agents === 'some'),
    filter.createdFrom === undefined || tenant.createdAt >= filter.createdFrom,
    filter.createdTo === undefined || tenant.createdAt < filter.createdTo,
    filter.activeFrom === undefined || active >= filter.activeFrom,
    filter.activeTo === undefined || active < filter.activeTo,
  ].every(Boolean);
}

type Sortable = string | number;
const KEYS: Readonly<Record<string, (tenant: PlainTenant) => Sortable>> = {
  status: (t) => t.status,
  tier: (t) => t.position,
  subscription: (t) => t.subscriptionStatus,
  mrr: (t) => t.mrr,
  usage: (t) => t.usageCount,
  usageShare: (t) => t.usageCount / Math.max(t.usageLimit, 1),
  users: (t) => t.users,
  agents: (t) => t.agents,
  lastActive: (t) => t.lastActiveAt ?? '',
  createdAt: (t) => t.createdAt,
};

/** The value a list is sorted by; null for names, whose order is the database's collation. */
export const sortValue = (tenant: PlainTenant, sort: TenantSort): Sortable | null => keyOf(sort)?.(tenant) ?? null;

function keyOf(sort: TenantSort): ((tenant: PlainTenant) => Sortable) | undefined {
  const window = conversationWindowOf(sort);
  return window ? (t) => t.conversations[window] : KEYS[sort.replace('-', '')];
}

/** Ascending by value and id, the other way round for `-`. */
export function inOrder(tenants: readonly PlainTenant[], sort: TenantSort): PlainTenant[] {
  const by = keyOf(sort);
  if (!by) throw new Error(`${sort} is the collation's order`);
  const turn = sort.startsWith('-') ? -1 : 1;
  const compare = (a: Sortable, b: Sortable): number => (a < b ? -1 : a > b ? 1 : 0);
  return [...tenants].sort((a, b) => turn * (compare(by(a), by(b)) || compare(a.id, b.id)));
}
