import { type MigrationInterface, type QueryRunner } from 'typeorm';

const NEWS = `action not in ('conversation.started', 'conversation.ended', 'tool.executed')`;

/**
 * What one request did, and what was done to one kind of thing: an index for each filter, so that a rare value does not read the whole log. And the
 * newest entries that no conversation wrote, of all tenants and of one.
 */
const INDEXES: Readonly<Record<string, string>> = {
  audit_entries_trace: 'audit_entries (trace_id, at desc, id desc) where trace_id is not null',
  audit_entries_target_type: 'audit_entries (target_type, at desc, id desc)',
  audit_entries_news: `audit_entries (at desc, id desc) where ${NEWS}`,
  audit_entries_tenant_news: `audit_entries (tenant_id, at desc, id desc) where ${NEWS}`,
};

/**
 * Built beside running code: a plain one would stop every audited write while it reads a log that only grows. One that was broken off is invalid, and
 * made anew.
 */
export class AuditTraces1764005600000 implements MigrationInterface {
  name = 'AuditTraces1764005600000';
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [name, definition] of Object.entries(INDEXES)) {
      await queryRunner.query(`drop index concurrently if exists ${name}`);
      await queryRunner.query(`create index concurrently ${name} on ${definition}`);
    }
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
