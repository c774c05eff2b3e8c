import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Calls from before the triggers. A step of its own: it locks rows, not the table. An owner that row-level security binds finds none of them:
 * 1764004601000 does the same for it.
 */
const BACKFILL = `
update tool_executions x set agent_id = c.agent_id, channel = c.channel, is_counted = c.counted_at is not null
  from conversations c where x.agent_id is null and c.tenant_id = x.tenant_id and c.id = x.conversation_id`;

export class ToolUsageKept1764004101000 implements MigrationInterface {
  name = 'ToolUsageKept1764004101000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(BACKFILL);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
