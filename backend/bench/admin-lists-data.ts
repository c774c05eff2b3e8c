import type { Pool } from 'pg';

/** How much there is. */
export interface Sizes {
  readonly tenants: number;
  readonly entries: number;
  readonly conversations: number;
}

/** Index numbers become ids that look like any other. */
const idOf = (n: string, kind: number): string => `('0195f3c0-000${kind}-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;

const TENANTS = `
insert into tenants (id, name, slug, status, stripe_customer_id, subscription_status, subscription_tier, billing_email, referral_code, created_at, updated_at)
select ${idOf('n', 1)}, 'Company ' || md5(n::text), 'company-' || n,
  case when n % 97 = 0 then 'suspended' when n % 499 = 0 then 'banned' when n % 301 = 0 then 'deleted' else 'active' end,
  case when n % 3 = 0 then 'cus_' || md5('c' || n) end,
  case when n % 3 > 0 then 'none' when n % 33 = 0 then 'past_due' when n % 21 = 0 then 'trialing' when n % 15 = 0 then 'canceled' else 'active' end,
  (array['free','free','starter','professional','enterprise'])[1 + n % 5], 'billing' || n || '@company' || n || '.example', 'REF' || n,
  now() - (n::bigint * 7919 % 31536000) * interval '1 second', now()
from generate_series(1, $1::int) n`;

/** Where each tenant's chain of entries goes on: behind all that are made. Who reads a page leaves a trace in it. */
const CHAINS = 'insert into audit_chains (tenant_id, seq) select id, $1::int from tenants on conflict do nothing';

const PEOPLE = `
insert into users (id, tenant_id, email, name, password_hash, role, last_seen_at, created_at, updated_at)
select ${idOf('n * 4 + m', 2)}, ${idOf('n', 1)}, 'person' || m || '@company' || n || '.example', 'Person', 'x', case when m = 0 then 'owner' else 'member' end,
  case when (n + m) % 5 > 0 then now() - (n::bigint * 104729 % 7776000) * interval '1 second' end, now(), now()
from generate_series(1, $1::int) n, generate_series(0, 2) m`;

const AGENTS = `
insert into agents (id, tenant_id, name, system_prompt, voice_id, greeting, tools, is_active, public_key, allowed_origins, widget, created_at, updated_at)
select ${idOf('n * 4 + m', 3)}, ${idOf('n', 1)}, 'Agent', '', 'kore', '', '[]', true, 'pk' || n || '-' || m, '{}', '{}', now(), now()
from generate_series(1, $1::int) n, generate_series(0, 1) m`;

const MOVEMENTS = `
insert into mrr_movements (id, tenant_id, occurred_at, kind, amount, mrr_before, mrr_after, currency)
select gen_random_uuid(), ${idOf('n', 1)}, now() - (n::bigint * 6007 % 31536000) * interval '1 second', case when m = 0 then 'new' else 'expansion' end,
  2900, m * 2900, (m + 1) * 2900, 'usd'
from generate_series(3, $1::int, 3) n, generate_series(0, n % 3 + n % 2) m`;

const PERIODS = `
insert into usage_periods (tenant_id, period_start, period_end, lim, ceiling, used)
select ${idOf('n', 1)}, date_trunc('month', now()) - m * interval '1 month', date_trunc('month', now()) - (m - 1) * interval '1 month', 100, 110, n::bigint * 31 % 111
from generate_series(1, $1::int) n, generate_series(0, 11) m`;

const LISTING = `
insert into tenant_listing (tenant_id, members, agents, mrr, last_active_at, owner_email, search_text)
select t.id, f.* from tenants t, lateral tenant_listing_of(t.id) f`;

const CONVERSATIONS = `
insert into conversations (id, tenant_id, agent_id, session_id, channel, status, started_at, counted_at)
select gen_random_uuid(), ${idOf('t', 1)}, ${idOf('t * 4', 3)}, 'session-' || n, 'widget', 'completed', at, case when n % 20 > 0 then at end
from generate_series($2::int, $3::int) n, lateral (select 1 + n::bigint * 7919 % $1::int as t) w,
  lateral (select now() - ($4::bigint - n) * (interval '365 days' / $4::bigint) as at) i`;

/** What most entries are: conversations begin, call tools and end all day long. */
const TRAFFIC = `(array['conversation.started','tool.executed','conversation.ended'])[1 + n % 3]`;

/** Many quiet tenants and a loud one; frequent actions and a rare one. In the order they happened, as they are written. */
const ENTRIES = `
insert into audit_entries (id, tenant_id, seq, at, action, actor_kind, actor_id, actor_name, target_type, target_id, changes, ip_hash, trace_id, hash, mac)
select gen_random_uuid(), ${idOf('t', 1)}, n, now() - ($4::bigint - n) * (interval '365 days' / $4::bigint),
  case when n % 500000 = 77 then 'tenant.banned' when n % 1000 = 7 then 'api_key.created' when n % 10 = 3 then 'agent.updated' when n % 10 = 6 then 'user.login_succeeded' else ${TRAFFIC} end,
  case when n % 1000 = 7 then 'staff' else 'user' end, ${idOf('t * 4', 2)}::text, null, 'agent', ${idOf('t * 4 + n % 2', 3)}::text,
  '{"name":{"before":"Reception","after":"Front desk"}}', decode(md5((n % 200000)::text), 'hex'), 'trace' || n, decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex')
from generate_series($2::int, $3::int) n, lateral (select case when n % 10 = 0 then 1 else 1 + n::bigint * 7919 % $1::int end as t) w`;

const STEP = 500_000;

/** Fills a fresh database. Triggers and foreign keys rest meanwhile: rows come in bulk, and consistent as they are. */
export async function fill(owner: Pool, { tenants, entries, conversations }: Sizes, say: (line: string) => void): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query('set session_replication_role = replica');
    await client.query('set synchronous_commit = off');
    for (const text of [TENANTS, PEOPLE, AGENTS, MOVEMENTS, PERIODS]) await client.query(text, [tenants]);
    await client.query(CHAINS, [entries]);
    await client.query(LISTING);
    say(`${tenants} tenants`);
    await inSteps(conversations, (from, to) => client.query(CONVERSATIONS, [tenants, from, to, conversations]));
    say(`${conversations} conversations`);
    await inSteps(entries, (from, to) => client.query(ENTRIES, [tenants, from, to, entries]));
    say(`${entries} audit entries`);
    await client.query('vacuum analyze');
    say('statistics');
  } finally {
    await client.query('reset session_replication_role');
    client.release();
  }
}

async function inSteps(count: number, insert: (from: number, to: number) => Promise<unknown>): Promise<void> {
  for (let from = 1; from <= count; from += STEP) await insert(from, Math.min(count, from + STEP - 1));
}
