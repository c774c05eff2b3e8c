import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * A run outlives the account of whoever ordered it, by name: what was done to tenants stays on show and can be undone, and an account is
 * removed even if a colleague has undone its run. An undo that died before its first row is no undo.
 */
const KEEPS = `
alter table tenant_bulk_runs alter column staff_id drop not null;
alter table tenant_bulk_runs drop constraint tenant_bulk_runs_staff_id_fkey;
alter table tenant_bulk_runs add constraint tenant_bulk_runs_staff_id_fkey
  foreign key (staff_id) references users (id) on delete set null;
drop index tenant_bulk_runs_undo;
create unique index tenant_bulk_runs_undo on tenant_bulk_runs (undo_of) where undo_of is not null and status <> 'failed';
create index tenant_bulk_runs_staff on tenant_bulk_runs (staff_id);
`;

export class TenantBulkKeeps1764003921000 implements MigrationInterface {
  name = 'TenantBulkKeeps1764003921000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(KEEPS);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
