import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { secureTenantTable } from './tenant-table.js';

/**
 * What visitors did with the widget, one row a visit, a partition a month (UTC). A key of the whole would have to hold the moment it is
 * partitioned by, and so keep nothing apart: that a visit is there once is kept by a unique index of each partition, and across a month's end
 * by the writer's lock (decision 34).
 */
const VISITS = `
create table widget_visits (
  tenant_id uuid not null,
  visit_id text not null,
  started_at timestamptz not null,
  agent_id uuid not null,
  visitor_id text,
  impression_at timestamptz,
  opened_at timestamptz,
  granted_at timestamptz,
  device text,
  browser text,
  country text,
  check (coalesce(impression_at, opened_at, granted_at) is not null),
  foreign key (tenant_id, agent_id) references agents (tenant_id, id)
) partition by range (started_at);
comment on column widget_visits.started_at is 'The first moment that was reported of the visit; every figure places it there';
create index widget_visits_span on widget_visits (tenant_id, started_at)
  include (impression_at, opened_at, granted_at, agent_id, visit_id);
`;

/** A visit is never lost for want of a partition: it waits here, is counted by a gauge, and goes where it belongs with the next run of the job. */
const DEFAULT = `
create table widget_visits_default partition of widget_visits default;
create index widget_visits_default_visit on widget_visits_default (tenant_id, visit_id);
alter table widget_visits_default enable row level security;
create policy all_tenants on widget_visits_default to orbis_platform using (true) with check (true);
grant select on widget_visits_default to orbis_platform;
`;

/**
 * Makes the partition of a month with the rights of the tables' owner, which no process has. Nobody has a right on a partition itself; should
 * one be granted by mistake, row-level security without a policy shows nothing.
 */
const OPEN = `
create function open_widget_month(instant timestamptz) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  month timestamp := date_trunc('month', instant at time zone 'UTC');
  starts timestamptz := month at time zone 'UTC';
  ends timestamptz := (month + interval '1 month') at time zone 'UTC';
  name text := 'widget_visits_' || to_char(month, 'YYYY_MM');
  moved integer;
begin
  perform pg_advisory_xact_lock(hashtext('orbisvoice.widget_months'));
  if to_regclass(name) is not null then
    return 0;
  end if;
  -- nothing may arrive between the move and the attachment
  lock table widget_visits_default in access exclusive mode;
  execute format('create table %I (like widget_visits including defaults including constraints)', name);
  execute format('alter table %I enable row level security', name);
  execute format('create unique index %I on %I (tenant_id, visit_id)', name || '_visit', name);
  execute format(
    'with moved as (delete from widget_visits_default where started_at >= $1 and started_at < $2 returning *)
     insert into %I select * from moved', name) using starts, ends;
  get diagnostics moved = row_count;
  execute format('alter table widget_visits attach partition %I for values from (%L) to (%L)', name, starts, ends);
  return moved;
end $$;
revoke all on function open_widget_month from public;
grant execute on function open_widget_month to orbis_platform;
`;

/** This month and two more: the job of the workers goes on from there. */
const FIRST_MONTHS = `select open_widget_month(now() + make_interval(months => n)) from generate_series(0, 2) n`;

export class WidgetVisits1764004200000 implements MigrationInterface {
  name = 'WidgetVisits1764004200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(VISITS);
    await secureTenantTable(queryRunner, 'widget_visits');
    await queryRunner.query('grant select, insert, update, delete on widget_visits to orbis_app, orbis_platform');
    await queryRunner.query(DEFAULT);
    await queryRunner.query(OPEN);
    await queryRunner.query(FIRST_MONTHS);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
