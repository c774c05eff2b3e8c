import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Attempts of a call. What is there already, and what the release before this one still writes, is a call of its own: so the defaults say. The check
 * is not valid for rows that are there: the next step reads them without making their writers wait.
 */
const COLUMNS = `
alter table tool_executions
  add column call_id text,
  add column attempt integer not null default 1,
  add column is_last boolean not null default true,
  add constraint tool_executions_attempt
    check (attempt >= 1 and (call_id is not null or (attempt = 1 and is_last)) and (call_id is null or length(call_id) between 1 and 128)) not valid;
comment on column tool_executions.call_id is 'What the integrator calls the call; an execution without one is a call of its own';
comment on column tool_executions.attempt is 'Place among the executions of the call, without gaps from 1';
comment on column tool_executions.is_last is 'Whether no attempt follows: how the call went is how this one did';
`;

export class ToolAttempts1764005840000 implements MigrationInterface {
  name = 'ToolAttempts1764005840000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(COLUMNS);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
