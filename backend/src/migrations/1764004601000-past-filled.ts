import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The filling of 1764004101000 for whoever it found nothing. A step of its own: it locks rows, not a table. */
const FILLED = `
update tool_executions x set agent_id = c.agent_id, channel = c.channel, is_counted = c.counted_at is not null
  from conversations c where x.agent_id is null and c.tenant_id = x.tenant_id and c.id = x.conversation_id
`;

export class PastFilled1764004601000 implements MigrationInterface {
  name = 'PastFilled1764004601000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(FILLED);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
