import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * For the engagement figures: when a visitor was first there is one look into the first index; who came, from where and which visit a
 * conversation belongs to is read from the second alone. Conversations that do not count are in neither.
 */
const INDEXES = `
create index conversations_visitor on conversations (tenant_id, visitor_id, started_at) where counted_at is not null and visitor_id is not null;
create index conversations_engagement on conversations (tenant_id, started_at)
  include (agent_id, visitor_id, country, device, browser, session_id, counted_at, outcome) where counted_at is not null;
`;

export class EngagementIndexes1764004210000 implements MigrationInterface {
  name = 'EngagementIndexes1764004210000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(INDEXES);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
