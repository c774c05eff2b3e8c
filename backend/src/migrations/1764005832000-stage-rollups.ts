import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * One histogram of all three stages: bucket 2048 × stage (0 listen, 1 think, 2 speak) + \`histogram_bucket\`, which stays below 2048. Nothing is made
 * anew, as no conversation has stages yet. A worker of the former version, which folds without them, leaves cells that the nightly check sets right.
 */
const columns = (table: string): string => `
alter table ${table} add column stage_buckets smallint[] not null default '{}', add column stage_counts integer[] not null default '{}'`;

/** In the order in which readers and folders come by them, so that nobody waits in a circle. */
const TABLES = ['conversation_hours', 'conversation_agent_days'];

export class StageRollups1764005832000 implements MigrationInterface {
  name = 'StageRollups1764005832000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of TABLES) await queryRunner.query(columns(table));
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
