import { type MigrationInterface, type QueryRunner } from 'typeorm';

const STANDING = `
alter table tenants
  add column status_reason text,
  add column status_since timestamptz;
comment on column tenants.status_reason is 'Why it is suspended or banned, as its people read it';
`;

/** Who is not active was put there by somebody, for a reason. */
export class TenantStanding1764002100000 implements MigrationInterface {
  name = 'TenantStanding1764002100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(STANDING);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
