import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** `tool_executions_figures` holds what this one held, and more. While it is dropped, readers and writers work on. */

export class ToolUsageIndexDropped1764005843000 implements MigrationInterface {
  name = 'ToolUsageIndexDropped1764005843000';
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop index concurrently if exists tool_executions_counted');
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
