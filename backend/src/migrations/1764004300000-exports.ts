import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { secureTenantTable } from './tenant-table.js';

const TABLE = `
create table exports (
  id uuid primary key,
  tenant_id uuid not null references tenants (id),
  dataset text not null,
  format text not null check (format in ('csv', 'json', 'pdf')),
  filters jsonb not null,
  has_byte_order_mark boolean not null default false,
  status text not null check (status in ('queued', 'running', 'completed', 'failed', 'canceled', 'expired')),
  row_count bigint not null default 0,
  rows_expected bigint,
  byte_count bigint not null default 0,
  file_name text not null,
  failure text,
  requested_by uuid,
  request_key text,
  generation integer not null default 1,
  attempts integer not null default 0,
  run_id uuid,
  heartbeat_at timestamptz,
  storage_key text unique,
  created_at timestamptz not null,
  queued_at timestamptz not null,
  finished_at timestamptz,
  expires_at timestamptz,
  unique (tenant_id, id),
  unique (tenant_id, request_key),
  check ((status = 'completed') = (storage_key is not null)),
  check ((status = 'running') = (run_id is not null))
);
comment on column exports.requested_by is 'A user of the tenant; null for an API key and for what the platform itself asked for';
comment on column exports.request_key is 'Idempotency-Key of the request that asked for it';
comment on column exports.generation is 'How often it was asked for: a retry is another one';
comment on column exports.run_id is 'Whose run it is: a worker that was taken for dead and comes back finds another one here, and stops';
comment on column exports.storage_key is 'Set once the whole file is in the storage, and never before';
create index exports_recent on exports (tenant_id, created_at desc, id desc);
create index exports_unfinished on exports (queued_at) where status in ('queued', 'running');
create index exports_expiring on exports (expires_at) where status = 'completed';
`;

/** Files that tenants take with them. */
export class Exports1764004300000 implements MigrationInterface {
  name = 'Exports1764004300000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLE);
    await queryRunner.query('grant select, insert, update, delete on exports to orbis_app, orbis_platform');
    await secureTenantTable(queryRunner, 'exports');
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
