import { type MigrationInterface, type QueryRunner } from 'typeorm';

const EVENTS = `
alter table stripe_events
  drop constraint stripe_events_status_check,
  add constraint stripe_events_status_check check (status in ('received','processing','done','ignored','failed','dead')),
  add column failure_kind text check (failure_kind in ('transient','permanent')),
  add column begun_at timestamptz,
  add column next_attempt_at timestamptz,
  add column replays integer not null default 0 check (replays >= 0);
comment on column stripe_events.next_attempt_at is 'Latest moment of the next try; the queue spreads tries within the second half of the wait';
create index stripe_events_recent on stripe_events (created_at desc, id desc);
create index stripe_events_tenant on stripe_events (tenant_id, created_at desc, id desc) where tenant_id is not null;
create index stripe_events_object on stripe_events (object_id) where object_id is not null;
create index stripe_events_received on stripe_events (received_at desc);
create index stripe_events_open on stripe_events (received_at) where status in ('received','processing','failed');
alter table billing_revisions add column last_event_at timestamptz;
comment on column billing_revisions.last_event_at is 'Newest event of Stripe applied; for people, never compared: what counts is what Stripe says now';
`;

/** Answers whether it was this caller who finished the event: of two workers on one event only the first keeps its effect. */
const FINISH = `
drop function finish_stripe_event(text, timestamptz);
create function finish_stripe_event(event_id text, finished_at timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  happened_at timestamptz;
begin
  update stripe_events
  set status = 'done', tenant_id = current_setting('app.tenant')::uuid, error = null, failure_kind = null, next_attempt_at = null,
      processed_at = finished_at
  where id = event_id and status <> 'done'
  returning created_at into happened_at;
  if happened_at is null then
    return false;
  end if;
  update billing_revisions set last_event_at = greatest(last_event_at, happened_at)
  where tenant_id = current_setting('app.tenant')::uuid;
  return true;
end $$;
revoke execute on function finish_stripe_event(text, timestamptz) from public;
grant execute on function finish_stripe_event(text, timestamptz) to orbis_app;
`;

/**
 * Runs and findings are staff's: they are about all tenants at once, also about customers that belong to none. At most one run is under way.
 * What Stripe's lists named is remembered in the database while a run lasts, so that the process needs memory for one page only.
 */
const RECONCILIATION = `
create table reconciliation_runs (
  id uuid primary key,
  status text not null check (status in ('running','clean','repaired','unresolved','failed')),
  worker uuid,
  started_at timestamptz not null,
  started_by text not null,
  beat_at timestamptz not null,
  finished_at timestamptz,
  customers integer not null default 0,
  subscriptions integer not null default 0,
  invoices integer not null default 0,
  discrepancies integer not null default 0,
  repaired integer not null default 0,
  error text,
  check ((status = 'running') = (finished_at is null))
);
create unique index reconciliation_runs_one_running on reconciliation_runs ((true)) where status = 'running';
create index reconciliation_runs_recent on reconciliation_runs (started_at desc, id desc);

create table reconciliation_findings (
  id uuid primary key,
  run_id uuid not null references reconciliation_runs (id) on delete cascade,
  kind text not null check (kind in ('missing','different','unknown_at_stripe')),
  object text not null check (object in ('customer','subscription','invoice','event')),
  object_id text not null,
  about_tenant_id uuid references tenants (id),
  differences jsonb not null,
  is_repaired boolean not null,
  note text,
  unique (run_id, object, object_id)
);

create table reconciliation_seen (
  run_id uuid not null references reconciliation_runs (id) on delete cascade,
  object_id text not null,
  primary key (run_id, object_id)
);

create table stripe_alarms (
  kind text not null check (kind in ('silence','version')),
  subject text not null,
  raised_at timestamptz not null,
  primary key (kind, subject)
);
comment on table stripe_alarms is 'What was already cried about: one alarm per silence, however many processes watch';
`;

const STAFF_TABLES = ['reconciliation_runs', 'reconciliation_findings', 'reconciliation_seen', 'stripe_alarms'];

/** The inbox of Stripe events with its failures, and the record of reconciliations. */
export class StripeInbox1764000400000 implements MigrationInterface {
  name = 'StripeInbox1764000400000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const part of [EVENTS, FINISH, RECONCILIATION]) await queryRunner.query(part);
    for (const table of STAFF_TABLES) await queryRunner.query(`grant select, insert, update, delete on ${table} to orbis_platform`);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
