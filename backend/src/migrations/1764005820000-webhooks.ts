import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { secureTenantTable } from './tenant-table.js';

const ENDPOINTS = `
create table webhook_endpoints (
  id uuid primary key,
  tenant_id uuid not null references tenants (id),
  url text not null,
  description text not null,
  events text[] not null check (cardinality(events) > 0),
  is_enabled boolean not null default true,
  disabled_reason text check (disabled_reason in ('by_hand', 'gone', 'failing')),
  disabled_at timestamptz,
  secret text not null,
  previous_secret text,
  previous_secret_until timestamptz,
  failing_since timestamptz,
  warned_at timestamptz,
  created_by uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (tenant_id, id),
  check (is_enabled = (disabled_reason is null) and is_enabled = (disabled_at is null)),
  check ((previous_secret is null) = (previous_secret_until is null))
);
comment on column webhook_endpoints.secret is 'Sealed';
comment on column webhook_endpoints.warned_at is 'When its owners were told that it fails: none is switched off without';
`;

const DELIVERIES = `
create table webhook_deliveries (
  id uuid primary key,
  tenant_id uuid not null,
  endpoint_id uuid not null,
  message_id uuid not null,
  event text not null,
  body text not null,
  status text not null default 'pending' check (status in ('pending', 'succeeded', 'failed')),
  is_test boolean not null default false,
  tries integer not null default 0,
  step integer not null default 0,
  next_try_at timestamptz,
  lease_id uuid,
  leased_until timestamptz,
  last_tried_at timestamptz,
  response_status integer,
  error text,
  occurred_at timestamptz not null,
  created_at timestamptz not null,
  unique (tenant_id, id),
  unique (endpoint_id, message_id),
  foreign key (tenant_id, endpoint_id) references webhook_endpoints (tenant_id, id) on delete cascade,
  check ((status = 'pending') = (next_try_at is not null)),
  check ((lease_id is null) = (leased_until is null)),
  check (status = 'pending' or lease_id is null)
);
comment on column webhook_deliveries.message_id is 'The event that was told, or a test''s own id';
comment on column webhook_deliveries.step is 'How far up the ladder of pauses; a replay begins at its foot';
comment on column webhook_deliveries.lease_id is 'Whose turn it is: a worker that was taken for dead and comes back finds another one here, and stops';
create index webhook_deliveries_recent on webhook_deliveries (endpoint_id, created_at desc, id desc);
create index webhook_deliveries_of_tenant on webhook_deliveries (tenant_id, created_at desc, id desc);
create index webhook_deliveries_due on webhook_deliveries (next_try_at) where status = 'pending';
create index webhook_deliveries_line on webhook_deliveries (endpoint_id, next_try_at, id) where status = 'pending';
create index webhook_deliveries_under_way on webhook_deliveries (endpoint_id) where lease_id is not null;
create index webhook_deliveries_old on webhook_deliveries (created_at);
create index webhook_deliveries_given_up on webhook_deliveries (created_at) where status = 'failed' and not is_test;
`;

const TRIES = `
create table webhook_tries (
  tenant_id uuid not null,
  delivery_id uuid not null,
  number integer not null,
  at timestamptz not null,
  duration_ms integer not null,
  response_status integer,
  error text,
  answer text not null,
  primary key (delivery_id, number),
  foreign key (tenant_id, delivery_id) references webhook_deliveries (tenant_id, id) on delete cascade
);
`;

/** Where workspaces want to be told of what happens, what they were told, and how that went. */
export class Webhooks1764005820000 implements MigrationInterface {
  name = 'Webhooks1764005820000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of [ENDPOINTS, DELIVERIES, TRIES]) await queryRunner.query(table);
    for (const table of ['webhook_endpoints', 'webhook_deliveries', 'webhook_tries']) {
      await queryRunner.query(`grant select, insert, update, delete on ${table} to orbis_app, orbis_platform`);
      await secureTenantTable(queryRunner, table);
    }
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
