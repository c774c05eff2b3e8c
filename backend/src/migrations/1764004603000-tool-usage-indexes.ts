import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { createIndexConcurrently } from './concurrent-index.js';

/**
 * Every figure of a range is in the first index. Why calls failed is read from the rows that the second one finds: an error may be longer
 * than an entry of an index. A step of its own: in one with the filling, which holds rows, it could wait for a writer who waits for one of
 * them. They were in 1764004101000 before, so a database may have them.
 */
const INDEXES = [
  {
    name: 'tool_executions_counted',
    on: `tool_executions (tenant_id, executed_at) include (agent_id, channel, name, status, duration_ms) where is_counted`,
  },
  {
    name: 'tool_executions_failed',
    on: `tool_executions (tenant_id, executed_at) include (agent_id, channel) where is_counted and status <> 'succeeded'`,
  },
];

export class ToolUsageIndexes1764004603000 implements MigrationInterface {
  name = 'ToolUsageIndexes1764004603000';
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const index of INDEXES) await createIndexConcurrently(queryRunner, index);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
