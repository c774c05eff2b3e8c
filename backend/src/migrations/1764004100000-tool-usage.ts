import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Tool calls are read by day: what every call answers is in the index, why some failed stays in their rows (an error may be longer than an
 * entry of an index).
 */
const TOOL_USAGE = `
create index tool_executions_day on tool_executions (tenant_id, executed_at) include (conversation_id, name, status, duration_ms);
create index tool_executions_failed on tool_executions (tenant_id, executed_at) include (conversation_id) where status <> 'succeeded';
`;

export class ToolUsage1764004100000 implements MigrationInterface {
  name = 'ToolUsage1764004100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TOOL_USAGE);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
