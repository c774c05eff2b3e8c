import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Every tenant is marked as a whole, as what was there before the triggers of 1764005800000 has no mark. In a step of its own: it wants the tenants to
 * itself for an instant, and held together with the conversations that would be a deadlock with whoever begins one. Whom row-level security binds:
 * 1764004600000.
 */
const MARKED = `
alter table tenants no force row level security;
insert into engagement_marks (tenant_id) select id from tenants;
alter table tenants force row level security;
`;

export class EngagementMarked1764005801000 implements MigrationInterface {
  name = 'EngagementMarked1764005801000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(MARKED);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
