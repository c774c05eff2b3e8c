import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Calls from before the triggers. A step of its own: it locks rows, not the table. */
const BACKFILL = `
update tool_executions x set agent_id = c.agent_id, channel = c.channel, is_counted = c.counted_at is not null
  from conversations c where x.agent_id is null and c.tenant_id = x.tenant_id and c.id = x.conversation_id`;

/**
 * Every figure of a range is in the first index. Why calls failed is read from the rows that the second one finds: an error may be longer
 * than an entry of an index.
 */
const INDEXES = `
create index tool_executions_counted on tool_executions (tenant_id, executed_at) include (agent_id, channel, name, status, duration_ms)
  where is_counted;
create index tool_executions_failed on tool_executions (tenant_id, executed_at) include (agent_id, channel)
  where is_counted and status <> 'succeeded';
`;

export class ToolUsageKept1764004101000 implements MigrationInterface {
  name = 'ToolUsageKept1764004101000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(BACKFILL);
    await queryRunner.query(INDEXES);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
