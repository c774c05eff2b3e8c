import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** When a visitor was first there is one look, however long the history. Conversations that do not count are not in it. */
const VISITORS = `
create index conversations_visitor on conversations (tenant_id, visitor_id, started_at) where counted_at is not null and visitor_id is not null`;

export class VisitorIndex1764004210000 implements MigrationInterface {
  name = 'VisitorIndex1764004210000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(VISITORS);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
