import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { secureTenantTable } from './tenant-table.js';

/** Plans by the year and beyond their limit. A year costs ten months; rates beyond the limit in millionths of the currency's major unit. */
const PLANS = `
alter table plans
  add column price_yearly bigint check (price_yearly >= 0),
  add column overage_unit_micros integer check (overage_unit_micros > 0);
update plans set price_yearly = price_monthly * 10 where price_monthly > 0;
update plans set overage_unit_micros = case code when 'starter' then 40000 when 'professional' then 15000 when 'enterprise' then 8000 end
where price_monthly > 0;
`;

/** What a subscription may be besides a plan by the month: by the year, in trial, about to change, waiting for a payment. */
const SUBSCRIPTIONS = `
alter table subscriptions
  add column billing_interval text not null default 'month' check (billing_interval in ('month','year')),
  add column price bigint not null default 0,
  add column stripe_item_id text,
  add column stripe_price_id text,
  add column stripe_overage_item_id text,
  add column trial_end timestamptz,
  add column cancel_at timestamptz,
  add column stripe_schedule_id text,
  add column scheduled_plan_code text references plans (code),
  add column scheduled_interval text check (scheduled_interval in ('month','year')),
  add column scheduled_price bigint,
  add column scheduled_at timestamptz,
  add column pending_plan_code text references plans (code),
  add column pending_interval text check (pending_interval in ('month','year')),
  add column pending_expires_at timestamptz,
  add column latest_stripe_invoice_id text,
  add column discount jsonb;
update subscriptions set price = amount;
comment on column subscriptions.amount is 'Recurring revenue per month, minor units, lasting discounts taken off: what MRR counts';
comment on column subscriptions.price is 'Price per interval, minor units, before discounts and tax';
`;

const INVOICES = `
alter table invoices
  add column billing_reason text,
  add column subtotal bigint not null default 0,
  add column discount bigint not null default 0,
  add column credit_applied bigint not null default 0,
  add column amount_due bigint not null default 0,
  add column amount_remaining bigint not null default 0,
  add column amount_refunded bigint not null default 0,
  add column attempt_count integer not null default 0,
  add column next_attempt_at timestamptz,
  add column needs_action boolean not null default false,
  add column finalization_error text,
  add column links_fetched_at timestamptz;
update invoices set subtotal = total - tax, amount_due = total, amount_remaining = case when status = 'open' then total - amount_paid else 0 end;

create table invoice_lines (
  id uuid primary key,
  tenant_id uuid not null references tenants (id),
  stripe_invoice_id text not null references invoices (stripe_invoice_id) on delete cascade,
  stripe_line_id text not null,
  position integer not null,
  kind text not null check (kind in ('plan','proration','overage','other')),
  description text not null,
  quantity bigint,
  amount bigint not null,
  plan_code text references plans (code),
  period_start timestamptz not null,
  period_end timestamptz not null,
  unique (stripe_invoice_id, stripe_line_id)
);

create table payment_attempts (
  id uuid primary key,
  tenant_id uuid not null references tenants (id),
  stripe_invoice_id text not null references invoices (stripe_invoice_id) on delete cascade,
  attempt integer not null check (attempt >= 0),
  at timestamptz not null,
  outcome text not null check (outcome in ('failed','action_required','paid')),
  reason text,
  next_attempt_at timestamptz,
  unique (stripe_invoice_id, attempt, outcome)
);

create table refunds (
  id uuid primary key,
  tenant_id uuid not null references tenants (id),
  stripe_refund_id text not null unique,
  stripe_invoice_id text,
  stripe_charge_id text,
  amount bigint not null check (amount >= 0),
  currency text not null,
  status text not null,
  reason text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index refunds_tenant on refunds (tenant_id, created_at desc);

create table disputes (
  id uuid primary key,
  tenant_id uuid not null references tenants (id),
  stripe_dispute_id text not null unique,
  stripe_invoice_id text,
  stripe_charge_id text,
  amount bigint not null check (amount >= 0),
  currency text not null,
  status text not null,
  reason text not null,
  evidence_due_by timestamptz,
  opened_at timestamptz not null,
  closed_at timestamptz,
  updated_at timestamptz not null
);
create index disputes_tenant on disputes (tenant_id, opened_at desc);
`;

/** What Stripe knows of a customer and our pages show, so that they need not ask; and what the tenant decided about overage. */
const PROFILES = `
create table billing_profiles (
  tenant_id uuid primary key references tenants (id),
  card_brand text,
  card_last4 text,
  card_exp_month smallint,
  card_exp_year smallint,
  credit bigint not null default 0,
  is_overage_enabled boolean not null default false,
  overage_cap bigint check (overage_cap > 0),
  updated_at timestamptz not null,
  check (not is_overage_enabled or overage_cap is not null)
);
comment on column billing_profiles.credit is 'Account credit at Stripe, minor units, positive when the tenant is owed';

create table tax_ids (
  id uuid primary key,
  tenant_id uuid not null references tenants (id),
  stripe_tax_id text not null unique,
  type text not null,
  value text not null,
  country text,
  status text not null,
  created_at timestamptz not null
);
`;

/**
 * Every write to Stripe is claimed here before the call, with the idempotency key it goes under: after a crash the same intent goes out
 * under the same key, and Stripe answers what it did the first time.
 */
const OPERATIONS = `
create table stripe_operations (
  id uuid primary key,
  tenant_id uuid not null references tenants (id),
  intent text not null,
  idempotency_key text not null unique,
  request_hash bytea not null,
  status text not null default 'started' check (status in ('started','done','refused')),
  result jsonb,
  created_at timestamptz not null,
  finished_at timestamptz
);
create index stripe_operations_tenant on stripe_operations (tenant_id, intent, created_at desc);
create unique index stripe_operations_one_open on stripe_operations (tenant_id, intent) where status = 'started';
`;

const TENANT_TABLES = ['invoice_lines', 'payment_attempts', 'refunds', 'disputes', 'billing_profiles', 'tax_ids', 'stripe_operations'];

/** The shape that subscriptions, invoices and what surrounds them have at Stripe. */
export class BillingShape1764000200000 implements MigrationInterface {
  name = 'BillingShape1764000200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const part of [PLANS, SUBSCRIPTIONS, INVOICES, PROFILES, OPERATIONS]) await queryRunner.query(part);
    for (const table of TENANT_TABLES) {
      await queryRunner.query(`grant select, insert, update, delete on ${table} to orbis_app, orbis_platform`);
      await secureTenantTable(queryRunner, table);
    }
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
