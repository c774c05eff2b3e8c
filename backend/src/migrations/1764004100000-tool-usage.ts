import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Where a tool call counts: what its conversation says, kept beside it, so that a range of calls is read without their conversations. */
const COLUMNS = `
alter table tool_executions add column agent_id uuid, add column channel text, add column is_counted boolean not null default false;
comment on column tool_executions.is_counted is 'Whether its conversation counts; with agent and channel kept by triggers';
`;

/**
 * By triggers, so that it holds for whoever writes, the release before this one, too. A conversation may begin to count after its first
 * call; the other way never happens in the product, and would be followed all the same.
 */
const TRIGGERS = `
create function place_tool_execution() returns trigger language plpgsql as $$
begin
  select c.agent_id, c.channel, c.counted_at is not null into new.agent_id, new.channel, new.is_counted
    from conversations c where c.tenant_id = new.tenant_id and c.id = new.conversation_id;
  -- without a conversation it is the foreign key that refuses the row
  new.is_counted := coalesce(new.is_counted, false);
  return new;
end $$;

create function place_tool_executions() returns trigger language plpgsql as $$
begin
  update tool_executions set agent_id = new.agent_id, channel = new.channel, is_counted = new.counted_at is not null
   where tenant_id = new.tenant_id and conversation_id = new.id;
  return null;
end $$;

create trigger tool_executions_placed before insert on tool_executions for each row execute function place_tool_execution();
create trigger conversations_place_tools after update on conversations for each row
  when ((old.counted_at is null, old.agent_id, old.channel) is distinct from (new.counted_at is null, new.agent_id, new.channel))
  execute function place_tool_executions();
`;

export class ToolUsage1764004100000 implements MigrationInterface {
  name = 'ToolUsage1764004100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(COLUMNS);
    await queryRunner.query(TRIGGERS);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
