import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The owner is bound again, after what it filled. */
const BOUND = `
alter table tool_executions force row level security;
alter table conversations force row level security;
`;

export class PastBound1764004602000 implements MigrationInterface {
  name = 'PastBound1764004602000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(BOUND);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
