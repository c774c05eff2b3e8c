import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * What rules look at: small facts, each counted once. Some are taken from the audit log (then the id is that of the entry), others are noted
 * by the processes, sampled and in batches. No tenant reads them, so they are the platform's rows, like Stripe's events.
 */
const SIGNALS = `
create table signals (
  id uuid primary key,
  kind text not null,
  subject text not null,
  facet text,
  about_tenant_id uuid references tenants (id),
  at timestamptz not null,
  details jsonb not null default '{}',
  is_evaluated boolean not null default false
);
comment on column signals.subject is 'Whom a rule watches: user:<id>, api_key:<id>, network:<prefix>, gateway:<name>';
comment on column signals.facet is 'What a rule may count different ones of: an account, a network, a country';
create index signals_new on signals (at, id) where not is_evaluated;
create index signals_subject on signals (kind, subject, at);
create index signals_at on signals (at);

create table signal_places (
  subject text not null,
  place text not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (subject, place)
);
comment on table signal_places is 'From which countries a key was used: what makes another one new';
create index signal_places_last on signal_places (last_at);
`;

/** Parameters that differ from those in the code. A rule without a row runs as it was shipped. */
const RULES = `
create table alert_rules (
  key text primary key,
  threshold integer check (threshold > 0),
  window_seconds integer check (window_seconds > 0),
  clear_seconds integer check (clear_seconds > 0),
  from_hour smallint check (from_hour between 0 and 23),
  to_hour smallint check (to_hour between 0 and 23),
  severity text check (severity in ('low','medium','high','critical')),
  is_enabled boolean not null default true,
  muted_until timestamptz,
  mute_reason text,
  muted_by text,
  updated_at timestamptz not null,
  updated_by text not null,
  check ((muted_until is null) = (mute_reason is null))
);
`;

/** A hit. At most one of a rule and subject is unsettled at a time: it grows. */
const ALERTS = `
create table security_alerts (
  id uuid primary key,
  rule text not null,
  subject text not null,
  about_tenant_id uuid references tenants (id),
  severity text not null check (severity in ('low','medium','high','critical')),
  status text not null check (status in ('open','acknowledged','resolved','false_alarm')),
  threshold integer not null,
  window_seconds integer not null,
  count bigint not null check (count >= 0),
  peak double precision not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  opened_at timestamptz not null,
  updated_at timestamptz not null,
  closed_at timestamptz,
  openings integer not null default 1,
  is_muted boolean not null default false,
  evidence jsonb not null,
  check ((status in ('resolved','false_alarm')) = (closed_at is not null))
);
create unique index security_alerts_one on security_alerts (rule, subject) where status in ('open','acknowledged');
create index security_alerts_newest on security_alerts (last_at desc, id desc);
create index security_alerts_tenant on security_alerts (about_tenant_id, last_at desc, id desc) where about_tenant_id is not null;
create index security_alerts_subject on security_alerts (rule, subject, opened_at desc);

create table security_alert_steps (
  id uuid primary key,
  alert_id uuid not null references security_alerts (id) on delete cascade,
  at timestamptz not null,
  kind text not null check (kind in ('opened','reopened','acknowledged','resolved','false_alarm','cleared')),
  by_id uuid,
  by_name text,
  note text
);
create index security_alert_steps_alert on security_alert_steps (alert_id, at, id);

create table alert_figures (
  rule text primary key,
  value double precision,
  read_at timestamptz not null,
  above_since timestamptz,
  below_since timestamptz
);
`;

/** Who evaluates holds the row; it says up to where the audit log was read. Begins with the migration: older entries are history. */
const CURSOR = `
create table alert_cursor (
  is_only boolean primary key default true check (is_only),
  audit_until timestamptz not null
);
insert into alert_cursor (audit_until) values (now());
`;

const DELIVERIES = `
create table alert_settings (
  is_only boolean primary key default true check (is_only),
  email_from text not null default 'high' check (email_from in ('low','medium','high','critical','never')),
  webhook_from text not null default 'never' check (webhook_from in ('low','medium','high','critical','never')),
  digest_minutes integer not null default 15 check (digest_minutes between 1 and 1440),
  webhook_url text,
  webhook_secret text,
  updated_at timestamptz,
  updated_by text
);
insert into alert_settings default values;

create table alert_deliveries (
  id uuid primary key,
  alert_id uuid references security_alerts (id) on delete cascade,
  step_id uuid references security_alert_steps (id) on delete cascade,
  channel text not null check (channel in ('email','webhook')),
  status text not null check (status in ('waiting','sent','failed')),
  batch uuid,
  attempts integer not null default 0,
  response_status integer,
  error text,
  created_at timestamptz not null,
  tried_at timestamptz,
  sent_at timestamptz,
  unique (step_id, channel)
);
create index alert_deliveries_waiting on alert_deliveries (channel, created_at, id) where status = 'waiting';
create index alert_deliveries_newest on alert_deliveries (created_at desc, id desc);
create index alert_deliveries_alert on alert_deliveries (alert_id);
`;

const TABLES = [
  'signals',
  'signal_places',
  'alert_rules',
  'security_alerts',
  'security_alert_steps',
  'alert_figures',
  'alert_cursor',
  'alert_settings',
  'alert_deliveries',
];

/** Alerts for staff: signals, rules, hits and who was told. */
export class SecurityAlerts1764003600000 implements MigrationInterface {
  name = 'SecurityAlerts1764003600000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const part of [SIGNALS, RULES, ALERTS, CURSOR, DELIVERIES]) await queryRunner.query(part);
    for (const table of TABLES) await queryRunner.query(`grant select, insert, update, delete on ${table} to orbis_platform`);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
