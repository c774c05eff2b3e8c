import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * How long the stages of the first answer took. Not looked at row by row, which would keep writers out for as long: what was there before has
 * none, and the checks hold for whatever is written from now on. For the same reason nothing needs to be filled or made anew.
 */
const COLUMNS = `
alter table conversations
  add column first_listen_ms integer,
  add column first_think_ms integer,
  add column first_speak_ms integer,
  add constraint conversations_first_stages check (
    least(first_listen_ms, first_think_ms, first_speak_ms) >= 0 and
    (first_response_ms is not null or coalesce(first_listen_ms, first_think_ms, first_speak_ms) is null)) not valid;
`;

/** As in 1764004000000, with the stages. */
const MARKED = `
create or replace trigger conversations_marked after update on conversations for each row
  when ((old.counted_at is not null or new.counted_at is not null) and
        (old.counted_at is null, old.tenant_id, old.agent_id, old.channel, old.outcome, old.started_at, old.duration_seconds, old.first_response_ms,
         old.first_listen_ms, old.first_think_ms, old.first_speak_ms)
        is distinct from
        (new.counted_at is null, new.tenant_id, new.agent_id, new.channel, new.outcome, new.started_at, new.duration_seconds, new.first_response_ms,
         new.first_listen_ms, new.first_think_ms, new.first_speak_ms))
  execute function mark_changed_conversation();
`;

/** One table to a migration, as each of the three: whoever writes holds a conversation before its turns, and a reader of figures several at once. */
export class ResponseStages1764005830000 implements MigrationInterface {
  name = 'ResponseStages1764005830000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const step of [COLUMNS, MARKED]) await queryRunner.query(step);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
