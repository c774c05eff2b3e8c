import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { createIndexConcurrently, type ConcurrentIndex } from './concurrent-index.js';

/**
 * Every figure of a range is in the first index, which takes the place of `tool_executions_counted`: the step after this one drops that. The
 * second one is the last word on the number of an attempt; no row before this release has a call id, so nothing contradicts it while it is made.
 */
const INDEXES: readonly ConcurrentIndex[] = [
  {
    name: 'tool_executions_figures',
    on: `tool_executions (tenant_id, executed_at) include (agent_id, channel, name, status, duration_ms, attempt, is_last) where is_counted`,
  },
  {
    name: 'tool_executions_attempts',
    on: `tool_executions (tenant_id, conversation_id, call_id, attempt) where call_id is not null`,
    isUnique: true,
  },
];

export class ToolAttemptsIndexes1764005842000 implements MigrationInterface {
  name = 'ToolAttemptsIndexes1764005842000';
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const index of INDEXES) await createIndexConcurrently(queryRunner, index);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
