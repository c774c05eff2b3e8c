import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Brakes on guessing and on mail somebody asks for again and again. Keyed by a digest of account, device or network, never by tenant:
 * an address nobody owns is braked exactly like one that exists. Durable, so that a restart does not hand out fresh guesses.
 */
export class LoginAttempts1764000100000 implements MigrationInterface {
  name = 'LoginAttempts1764000100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table login_attempts (
        key bytea primary key,
        failures integer not null check (failures >= 0),
        free_at timestamptz not null
      )`);
    await queryRunner.query('create index login_attempts_free_at on login_attempts (free_at)');
    await queryRunner.query('grant select, insert, update, delete on login_attempts to orbis_platform');
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
