import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { createIndexConcurrently } from './concurrent-index.js';

/** What one request did, and what was done to one kind of thing: an index for each filter, so that a rare value does not read the whole log. */
const INDEXES = [
  { name: 'audit_entries_trace', on: 'audit_entries (trace_id, at desc, id desc) where trace_id is not null' },
  { name: 'audit_entries_target_type', on: 'audit_entries (target_type, at desc, id desc)' },
];

export class AuditTraces1764005600000 implements MigrationInterface {
  name = 'AuditTraces1764005600000';
  /** Made beside the writers: every request that changes something writes to this log. */
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const index of INDEXES) await createIndexConcurrently(queryRunner, index);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
