import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** In a step of its own: it reads the whole table, under a lock that lets writers work. */

export class ToolAttemptsChecked1764005841000 implements MigrationInterface {
  name = 'ToolAttemptsChecked1764005841000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table tool_executions validate constraint tool_executions_attempt');
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
