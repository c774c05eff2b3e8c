import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** How long the stages of an answer took; a check that holds from now on, as in 1764005830000. */
const COLUMNS = `
alter table transcript_turns
  add column listen_ms integer,
  add column think_ms integer,
  add column speak_ms integer,
  add constraint transcript_turns_stages check (
    least(listen_ms, think_ms, speak_ms) >= 0 and (latency_ms is not null or coalesce(listen_ms, think_ms, speak_ms) is null)) not valid;
`;

export class TurnStages1764005831000 implements MigrationInterface {
  name = 'TurnStages1764005831000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(COLUMNS);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
