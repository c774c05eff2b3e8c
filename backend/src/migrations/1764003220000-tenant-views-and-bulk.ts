import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { secureTenantTable } from './tenant-table.js';

/** Views of the tenants list that staff keep under a name. They belong to the workspace of who made them; shared ones are read by all staff. */
const VIEWS = `
create table staff_views (
  id uuid primary key,
  tenant_id uuid not null references tenants (id),
  user_id uuid not null references users (id) on delete cascade,
  name text not null,
  is_shared boolean not null,
  settings jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz
);
create unique index staff_views_name on staff_views (user_id, lower(name)) where deleted_at is null;
create index staff_views_tenant on staff_views (tenant_id);
create table staff_view_defaults (
  user_id uuid primary key references users (id) on delete cascade,
  tenant_id uuid not null references tenants (id),
  view_id uuid not null references staff_views (id) on delete cascade
);
create index staff_view_defaults_view on staff_view_defaults (view_id);
create index staff_view_defaults_tenant on staff_view_defaults (tenant_id);
`;

/**
 * Work on many tenants at once. The run belongs to the workspace of the staff who ordered it, each row to the tenant it is about: it is
 * settled in the very transaction that changes that tenant, so that a killed worker leaves no row between done and not done.
 */
const BULK = `
create table tenant_bulk_runs (
  id uuid primary key,
  tenant_id uuid not null references tenants (id),
  staff_id uuid not null references users (id) on delete cascade,
  staff_name text not null,
  action text not null check (action in ('suspend','reinstate','undo')),
  reason text not null,
  status text not null default 'running' check (status in ('running','stopping','done','stopped','failed')),
  undo_of uuid references tenant_bulk_runs (id),
  trace_id text not null,
  selection jsonb not null,
  created_at timestamptz not null,
  finished_at timestamptz
);
create index tenant_bulk_runs_newest on tenant_bulk_runs (created_at desc, id desc);
create index tenant_bulk_runs_tenant on tenant_bulk_runs (tenant_id);
create unique index tenant_bulk_runs_undo on tenant_bulk_runs (undo_of) where undo_of is not null;
create table tenant_bulk_rows (
  run_id uuid not null references tenant_bulk_runs (id) on delete cascade,
  position integer not null,
  tenant_id uuid not null references tenants (id),
  action text not null check (action in ('suspend','reinstate','ban')),
  outcome text not null default 'pending' check (outcome in ('pending','done','skipped','failed')),
  detail text,
  status_before text,
  status_after text,
  settled_at timestamptz,
  primary key (run_id, position),
  unique (run_id, tenant_id),
  check ((outcome = 'pending') = (settled_at is null))
);
create index tenant_bulk_rows_tenant on tenant_bulk_rows (tenant_id);
create index tenant_bulk_rows_pending on tenant_bulk_rows (run_id, position) where outcome = 'pending';
`;

const TABLES = ['staff_views', 'staff_view_defaults', 'tenant_bulk_runs', 'tenant_bulk_rows'];

export class TenantViewsAndBulk1764003220000 implements MigrationInterface {
  name = 'TenantViewsAndBulk1764003220000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(VIEWS);
    await queryRunner.query(BULK);
    for (const table of TABLES) {
      await queryRunner.query(`grant select, insert, update, delete on ${table} to orbis_app, orbis_platform`);
      await secureTenantTable(queryRunner, table);
    }
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
