import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { secureTenantTable } from './tenant-table.js';

const KNOWN_DEVICES = `
create table known_devices (
  id uuid primary key,
  tenant_id uuid not null references tenants (id),
  user_id uuid not null references users (id) on delete cascade,
  device_hash bytea not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  unique (tenant_id, user_id, device_hash)
);
comment on column known_devices.device_hash is 'Keyed hash of the person, the browser family with its system, and the network (/24 or /48)';
create index known_devices_unseen on known_devices (last_seen_at);
`;

/** What people sign in with, so that a sign-in from elsewhere can be told to them. */
export class KnownDevices1764001400000 implements MigrationInterface {
  name = 'KnownDevices1764001400000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(KNOWN_DEVICES);
    await queryRunner.query('grant select, insert, update, delete on known_devices to orbis_app, orbis_platform');
    await secureTenantTable(queryRunner, 'known_devices');
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
