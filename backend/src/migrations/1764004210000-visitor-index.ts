import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { createIndexConcurrently } from './concurrent-index.js';

/** When a visitor was first there is one look, however long the history. Conversations that do not count are not in it. */
const VISITORS = {
  name: 'conversations_visitor',
  on: 'conversations (tenant_id, visitor_id, started_at) where counted_at is not null and visitor_id is not null',
};

export class VisitorIndex1764004210000 implements MigrationInterface {
  name = 'VisitorIndex1764004210000';
  /** Made beside the writers; databases that have it already were made to wait. */
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await createIndexConcurrently(queryRunner, VISITORS);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
