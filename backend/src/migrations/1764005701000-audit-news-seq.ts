import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { createIndexConcurrently } from './concurrent-index.js';

/**
 * The export of a tenant's entries follows its chain. Without what conversations write it would read all of them for the few that are asked
 * for; spelled as the statement has it, like `audit_entries_tenant_news`.
 */
const INDEX = {
  name: 'audit_entries_tenant_news_seq',
  on: `audit_entries (tenant_id, seq) where action not in ('conversation.started', 'conversation.ended', 'tool.executed')`,
};

export class AuditNewsSeq1764005701000 implements MigrationInterface {
  name = 'AuditNewsSeq1764005701000';
  /** Made beside the writers, as those before it. */
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await createIndexConcurrently(queryRunner, INDEX);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
