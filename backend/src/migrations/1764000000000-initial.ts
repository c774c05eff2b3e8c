import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { secureTenantTable } from './tenant-table.js';

/** Tables that hold a tenant's rows: each gets row-level security on `tenant_id`. */
const TENANT_TABLES = [
  'users',
  'sessions',
  'refresh_tokens',
  'one_time_tokens',
  'team_invitations',
  'api_keys',
  'agents',
  'conversations',
  'transcript_turns',
  'tool_executions',
  'usage_periods',
  'usage_events',
  'usage_thresholds',
  'subscriptions',
  'invoices',
  'mrr_movements',
  'referrals',
  'audit_entries',
  'outbox_events',
  'handled_events',
  'idempotency_keys',
  'email_messages',
] as const;

const TABLES = `
create table plans (
  code text primary key,
  name text not null,
  description text not null,
  price_monthly bigint not null check (price_monthly >= 0),
  currency text not null default 'usd' check (currency = lower(currency)),
  conversation_limit integer not null check (conversation_limit > 0),
  features jsonb not null default '[]',
  position smallint not null unique
);
insert into plans (code, name, description, price_monthly, conversation_limit, features, position) values
 ('free', 'Free', 'Try it on your site', 0, 100, '["All voices","Full transcripts","API keys and team"]', 1),
 ('starter', 'Starter', 'For a growing site', 2900, 1000, '["Everything in Free","10 % grace before new conversations stop"]', 2),
 ('professional', 'Professional', 'For teams that live on calls', 9900, 10000, '["Everything in Starter","Ten times its conversations"]', 3),
 ('enterprise', 'Enterprise', 'For volume', 49900, 100000, '["Everything in Professional","Ten times its conversations"]', 4);

create table tenants (
  id uuid primary key,
  name text not null,
  slug text not null unique,
  status text not null default 'active' check (status in ('active','suspended','banned','deleted')),
  is_internal boolean not null default false,
  stripe_customer_id text unique,
  stripe_subscription_id text,
  subscription_status text not null default 'none',
  subscription_tier text not null default 'free' references plans (code),
  subscription_ends timestamptz,
  billing_email text not null,
  time_zone text not null default 'UTC',
  locale text not null default 'en',
  referral_code text not null unique,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index tenants_created_at on tenants (created_at desc, id desc);

create table users (
  id uuid primary key,
  tenant_id uuid not null references tenants (id),
  email text not null check (email = lower(email)),
  name text not null,
  password_hash text not null,
  role text not null check (role in ('owner','admin','member')),
  is_admin boolean not null default false,
  email_verified_at timestamptz,
  last_seen_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (tenant_id, id)
);
create unique index users_email on users (email);

create table sessions (
  id uuid primary key,
  tenant_id uuid not null references tenants (id),
  user_id uuid not null references users (id) on delete cascade,
  client text not null check (client in ('portal','console')),
  ip text,
  user_agent text,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  revoke_reason text
);
create index sessions_user on sessions (tenant_id, user_id, created_at desc);

create table refresh_tokens (
  token_hash bytea primary key,
  tenant_id uuid not null references tenants (id),
  session_id uuid not null references sessions (id) on delete cascade,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index refresh_tokens_session on refresh_tokens (session_id);

create table one_time_tokens (
  token_hash bytea primary key,
  tenant_id uuid not null references tenants (id),
  user_id uuid not null references users (id) on delete cascade,
  purpose text not null check (purpose in ('verify_email','reset_password')),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index one_time_tokens_user on one_time_tokens (tenant_id, user_id);

create table team_invitations (
  id uuid primary key,
  tenant_id uuid not null references tenants (id),
  email text not null check (email = lower(email)),
  role text not null check (role in ('admin','member')),
  token_hash bytea unique,
  invited_by uuid not null references users (id),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz
);
create unique index team_invitations_open on team_invitations (tenant_id, email) where accepted_at is null and revoked_at is null;

create table api_keys (
  id uuid primary key,
  tenant_id uuid not null references tenants (id),
  name text not null,
  prefix text not null,
  hash bytea not null unique,
  scopes text[] not null,
  created_by uuid references users (id) on delete set null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  expires_at timestamptz,
  revoked_at timestamptz
);
create index api_keys_tenant on api_keys (tenant_id, created_at desc);

create table agents (
  id uuid primary key,
  tenant_id uuid not null references tenants (id),
  name text not null,
  system_prompt text not null,
  voice_id text not null,
  greeting text not null,
  tools jsonb not null,
  is_active boolean not null,
  public_key text not null unique,
  allowed_origins text[] not null,
  widget jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  unique (tenant_id, id)
);
create index agents_tenant on agents (tenant_id, created_at desc, id desc) where deleted_at is null;

create table conversations (
  id uuid primary key,
  tenant_id uuid not null references tenants (id),
  agent_id uuid not null,
  session_id text not null,
  channel text not null check (channel in ('widget','api','phone','playground')),
  status text not null check (status in ('open','completed','abandoned','failed')),
  outcome text not null default 'unknown' check (outcome in ('success','failure','unknown')),
  started_at timestamptz not null,
  ended_at timestamptz,
  duration_seconds integer check (duration_seconds >= 0),
  first_response_ms integer check (first_response_ms >= 0),
  visitor_id text,
  country text,
  device text,
  browser text,
  end_reason text,
  turn_count integer not null default 0,
  counted_at timestamptz,
  unique (tenant_id, id),
  unique (tenant_id, session_id),
  foreign key (tenant_id, agent_id) references agents (tenant_id, id)
);
create index conversations_recent on conversations (tenant_id, started_at desc, id desc);
create index conversations_agent on conversations (tenant_id, agent_id, started_at desc, id desc);
create index conversations_open on conversations (started_at) where status = 'open';

create table transcript_turns (
  id uuid primary key,
  tenant_id uuid not null,
  conversation_id uuid not null,
  position integer not null,
  speaker text not null check (speaker in ('visitor','agent','system')),
  text text not null,
  started_at timestamptz not null,
  latency_ms integer check (latency_ms >= 0),
  unique (conversation_id, position),
  foreign key (tenant_id, conversation_id) references conversations (tenant_id, id) on delete cascade
);

create table tool_executions (
  id uuid primary key,
  tenant_id uuid not null,
  conversation_id uuid not null,
  name text not null,
  status text not null check (status in ('succeeded','failed','timed_out')),
  duration_ms integer not null check (duration_ms >= 0),
  error text,
  executed_at timestamptz not null,
  foreign key (tenant_id, conversation_id) references conversations (tenant_id, id) on delete cascade
);
create index tool_executions_conversation on tool_executions (conversation_id, executed_at);

create table usage_periods (
  tenant_id uuid not null references tenants (id),
  period_start timestamptz not null,
  period_end timestamptz not null check (period_end >= period_start),
  lim bigint not null check (lim >= 0),
  ceiling bigint not null,
  used bigint not null default 0 check (used >= 0),
  reserved bigint not null default 0 check (reserved >= 0),
  primary key (tenant_id, period_start),
  check (ceiling >= lim),
  check (used + reserved <= ceiling)
) with (fillfactor = 30, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
comment on column usage_periods.ceiling is 'Where admission stops: lim plus grace, never lowered below what is already used or reserved';

create table usage_events (
  tenant_id uuid not null references tenants (id),
  key text not null,
  period_start timestamptz not null,
  quantity integer not null check (quantity > 0),
  state text not null check (state in ('reserved','counted','released')),
  used_after bigint,
  request_hash bytea,
  conversation_id uuid,
  at timestamptz not null default now(),
  primary key (tenant_id, key),
  foreign key (tenant_id, period_start) references usage_periods (tenant_id, period_start)
);
create index usage_events_at on usage_events (tenant_id, at desc);
create index usage_events_reserved on usage_events (at) where state = 'reserved';

create table usage_thresholds (
  tenant_id uuid not null,
  period_start timestamptz not null,
  threshold smallint not null,
  used bigint not null,
  lim bigint not null,
  reached_at timestamptz not null default now(),
  primary key (tenant_id, period_start, threshold),
  foreign key (tenant_id, period_start) references usage_periods (tenant_id, period_start)
);

create table subscriptions (
  id uuid primary key,
  tenant_id uuid not null references tenants (id),
  stripe_subscription_id text not null unique,
  stripe_customer_id text not null,
  plan_code text not null references plans (code),
  status text not null,
  amount bigint not null,
  currency text not null,
  current_period_start timestamptz not null,
  current_period_end timestamptz not null,
  cancel_at_period_end boolean not null default false,
  cancel_reason text,
  past_due_since timestamptz,
  started_at timestamptz not null,
  ended_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index subscriptions_one_live on subscriptions (tenant_id)
  where status in ('trialing','active','past_due','unpaid','paused');

create table invoices (
  id uuid primary key,
  tenant_id uuid not null references tenants (id),
  stripe_invoice_id text not null unique,
  stripe_subscription_id text,
  number text,
  status text not null check (status in ('draft','open','paid','void','uncollectible')),
  plan_code text references plans (code),
  total bigint not null,
  tax bigint not null default 0,
  amount_paid bigint not null default 0,
  currency text not null,
  period_start timestamptz not null,
  period_end timestamptz not null,
  hosted_url text,
  pdf_url text,
  created_at timestamptz not null,
  paid_at timestamptz,
  updated_at timestamptz not null
);
create index invoices_tenant on invoices (tenant_id, created_at desc, id desc);

create table mrr_movements (
  id uuid primary key,
  tenant_id uuid not null references tenants (id),
  occurred_at timestamptz not null,
  kind text not null check (kind in ('new','expansion','contraction','churn','reactivation')),
  amount bigint not null check (amount > 0),
  mrr_before bigint not null check (mrr_before >= 0),
  mrr_after bigint not null check (mrr_after >= 0),
  currency text not null,
  plan_from text references plans (code),
  plan_to text references plans (code),
  source_event_id text,
  check (abs(mrr_after - mrr_before) = amount)
);
create index mrr_movements_tenant on mrr_movements (tenant_id, occurred_at);
create index mrr_movements_time on mrr_movements (occurred_at);

create table stripe_events (
  id text primary key,
  type text not null,
  api_version text,
  is_livemode boolean not null,
  object_id text,
  tenant_id uuid references tenants (id),
  status text not null default 'received' check (status in ('received','processing','done','ignored','failed')),
  attempts integer not null default 0,
  error text,
  payload jsonb not null,
  created_at timestamptz not null,
  received_at timestamptz not null default now(),
  processed_at timestamptz
);
create index stripe_events_status on stripe_events (status, received_at);

create table referrals (
  id uuid primary key,
  tenant_id uuid not null references tenants (id),
  referee_tenant_id uuid not null unique references tenants (id),
  code text not null,
  status text not null check (status in ('signed_up','converted','reversed')),
  signed_up_at timestamptz not null,
  converted_at timestamptz,
  check (tenant_id <> referee_tenant_id)
);
create index referrals_tenant on referrals (tenant_id, signed_up_at desc);

create table audit_entries (
  id uuid primary key,
  tenant_id uuid not null references tenants (id),
  at timestamptz not null,
  action text not null,
  actor_kind text not null check (actor_kind in ('user','api_key','staff','system','anonymous')),
  actor_id text,
  actor_name text,
  impersonator_id uuid,
  target_type text not null,
  target_id text,
  changes jsonb not null default '{}',
  ip text,
  trace_id text
);
create index audit_entries_tenant on audit_entries (tenant_id, at desc, id desc);
create index audit_entries_at on audit_entries (at desc, id desc);

create table outbox_events (
  id uuid primary key,
  tenant_id uuid not null references tenants (id),
  name text not null,
  version smallint not null,
  payload jsonb not null,
  trace_id text,
  created_at timestamptz not null,
  dispatched_at timestamptz
);
create index outbox_events_pending on outbox_events (created_at, id) where dispatched_at is null;

create table handled_events (
  event_id uuid not null,
  handler text not null,
  tenant_id uuid not null references tenants (id),
  handled_at timestamptz not null default now(),
  primary key (event_id, handler)
);

create table idempotency_keys (
  tenant_id uuid not null references tenants (id),
  key text not null,
  route text not null,
  request_hash bytea not null,
  response_status smallint,
  response_body jsonb,
  created_at timestamptz not null,
  completed_at timestamptz,
  primary key (tenant_id, key)
);
create index idempotency_keys_created on idempotency_keys (created_at);

create table email_messages (
  id uuid primary key,
  tenant_id uuid not null references tenants (id),
  user_id uuid references users (id) on delete set null,
  template text not null,
  dedupe_key text not null,
  recipient text not null,
  subject text,
  data jsonb not null,
  status text not null default 'queued' check (status in ('queued','sending','sent','suppressed','failed')),
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  locked_until timestamptz,
  error text,
  provider_message_id text,
  created_at timestamptz not null,
  sent_at timestamptz,
  unique (tenant_id, template, dedupe_key)
);
create index email_messages_due on email_messages (next_attempt_at) where status in ('queued','sending');
create index email_messages_recent on email_messages (tenant_id, created_at desc, id desc);
`;

const APPEND_ONLY = `
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = '42501';
end $$;
create trigger audit_entries_append_only before update or delete on audit_entries for each row execute function refuse_change();
create trigger audit_entries_no_truncate before truncate on audit_entries for each statement execute function refuse_change();
`;

/**
 * The first shape of the database. Two login roles come from `migrate.ts` before it runs: `orbis_app` (a request inside one tenant,
 * bound by row-level security) and `orbis_platform` (staff pages, queue workers, sign-in before the tenant is known).
 * Neither owns a table, neither may bypass row-level security.
 */
export class Initial1764000000000 implements MigrationInterface {
  name = 'Initial1764000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLES);
    await queryRunner.query(APPEND_ONLY);
    await queryRunner.query('grant usage on schema public to orbis_app, orbis_platform');
    await queryRunner.query('grant select on plans to orbis_app, orbis_platform');
    await queryRunner.query('grant select, insert, update on tenants to orbis_app, orbis_platform');
    await queryRunner.query('grant select, insert, update, delete on stripe_events to orbis_platform');
    await secureTenantTable(queryRunner, 'tenants', 'id');
    for (const table of TENANT_TABLES) {
      await queryRunner.query(`grant select, insert, update, delete on ${table} to orbis_app, orbis_platform`);
      await secureTenantTable(queryRunner, table);
    }
    await queryRunner.query('revoke update, delete on audit_entries from orbis_app, orbis_platform');
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
