import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { createIndexConcurrently } from './concurrent-index.js';

/** Spelled as the statement for the newest entries has it. */
const NEWS = `action not in ('conversation.started', 'conversation.ended', 'tool.executed')`;

/** The newest entries that no conversation wrote, of all tenants and of one: these indexes stay small, whatever is said all day long. */
const INDEXES = [
  { name: 'audit_entries_news', on: `audit_entries (at desc, id desc) where ${NEWS}` },
  { name: 'audit_entries_tenant_news', on: `audit_entries (tenant_id, at desc, id desc) where ${NEWS}` },
];

export class AuditNews1764005610000 implements MigrationInterface {
  name = 'AuditNews1764005610000';
  /** Made beside the writers, as those before it. */
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const index of INDEXES) await createIndexConcurrently(queryRunner, index);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
