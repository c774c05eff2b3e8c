import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { secureTenantTable } from './tenant-table.js';

/**
 * Staff acting as a person of a tenant. The row belongs to that tenant; the staff user, and the session they stand or fall with, to another.
 * The one-time code that opens it is kept as a digest and works for a minute.
 */
const IMPERSONATIONS = `
create table impersonations (
  id uuid primary key,
  tenant_id uuid not null references tenants (id),
  user_id uuid not null references users (id) on delete cascade,
  staff_id uuid not null references users (id) on delete cascade,
  staff_session_id uuid not null references sessions (id) on delete cascade,
  staff_name text not null,
  mode text not null check (mode in ('read','write')),
  reason text not null,
  code_hash bytea not null unique,
  code_expires_at timestamptz not null,
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at <= created_at + interval '30 minutes'),
  opened_at timestamptz,
  ended_at timestamptz
);
create index impersonations_tenant on impersonations (tenant_id, created_at desc);
create index impersonations_user on impersonations (user_id);
create index impersonations_staff on impersonations (staff_id);
create index impersonations_session on impersonations (staff_session_id);
`;

export class Impersonations1764002110000 implements MigrationInterface {
  name = 'Impersonations1764002110000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(IMPERSONATIONS);
    await queryRunner.query('grant select, insert, update, delete on impersonations to orbis_app, orbis_platform');
    await secureTenantTable(queryRunner, 'impersonations');
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
