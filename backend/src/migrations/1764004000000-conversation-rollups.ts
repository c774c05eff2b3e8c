import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { secureTenantTable } from './tenant-table.js';

/**
 * In which bucket of a histogram a value lies: exact below 128, then 64 buckets to each power of two, so that the middle of a bucket is less
 * than 1 % off. The twin of `bucketOf` in modules/analytics/domain.
 */
const BUCKET = `
create function histogram_bucket(value integer) returns smallint language sql immutable strict parallel safe as $$
  select (case when value < 128 then value else 64 + 64 * w + ((value >> w) & 63) end)::smallint
    from width_bucket(value, array[128,256,512,1024,2048,4096,8192,16384,32768,65536,131072,262144,524288,1048576,2097152,4194304,8388608,
      16777216,33554432,67108864,134217728,268435456,536870912,1073741824]) w
$$;
`;

const FIGURES = `
  conversations integer not null check (conversations > 0),
  success integer not null,
  failure integer not null,
  zero_length integer not null,
  duration_sum bigint not null,
  duration_buckets smallint[] not null,
  duration_counts integer[] not null,
  response_buckets smallint[] not null,
  response_counts integer[] not null`;

/**
 * Counted conversations by hour and by day of the tenant's zone. Days are there twice: by agent and channel for filters and the table of
 * agents, and as a whole for the series, which so reads one row a day. No foreign keys: the rows are derived, and follow deletions by marks.
 */
const TABLES = `
create table conversation_hours (
  tenant_id uuid not null,
  day date not null,
  hour timestamptz not null,
  agent_id uuid not null,
  channel text not null,
  hour_of_day smallint not null,${FIGURES},
  primary key (tenant_id, day, hour, agent_id, channel)
);
create table conversation_agent_days (
  tenant_id uuid not null,
  day date not null,
  agent_id uuid not null,
  channel text not null,${FIGURES},
  primary key (tenant_id, day, agent_id, channel)
);
create table conversation_days (
  tenant_id uuid not null,
  day date not null,
  by_hour integer[] not null,${FIGURES},
  primary key (tenant_id, day)
);
comment on column conversation_hours.hour is 'date_trunc(''hour'', started_at, <zone of the tenant>)';
comment on column conversation_days.by_hour is 'Conversations of each of the 24 hours of the local clock';
`;

/**
 * What has changed since it was last folded: a quarter of an hour of a tenant (every zone's hours and days are made of whole ones), or with
 * no \`at\` all of the tenant. Only ever appended by writers, without a unique or a foreign key, so that no two of them wait for each other.
 */
const MARKS = `
create table rollup_marks (
  tenant_id uuid not null,
  at timestamptz
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
create index rollup_marks_tenant on rollup_marks (tenant_id, at);
create table rollup_checks (
  id boolean primary key default true check (id),
  checked_at timestamptz,
  differences integer not null default 0,
  mended_total bigint not null default 0
);
comment on column rollup_checks.differences is 'Cells that differed from their rows at the latest check, and were marked anew';
insert into rollup_checks default values;
`;

/**
 * Marks are written with the rows, in their transaction. Inserts and deletes come in bulk, so a statement writes each quarter once; updates
 * come singly, and the condition keeps those that change no figure from even calling the function.
 */
const TRIGGERS = `
create function mark_conversations() returns trigger language plpgsql as $$
begin
  insert into rollup_marks (tenant_id, at)
  select distinct tenant_id, date_bin('15 minutes', started_at, timestamptz 'epoch') from changed where counted_at is not null;
  return null;
end $$;

create function mark_changed_conversation() returns trigger language plpgsql as $$
begin
  if old.counted_at is not null then
    insert into rollup_marks (tenant_id, at) values (old.tenant_id, date_bin('15 minutes', old.started_at, timestamptz 'epoch'));
  end if;
  if new.counted_at is not null and (old.counted_at is null or new.started_at <> old.started_at or new.tenant_id <> old.tenant_id) then
    insert into rollup_marks (tenant_id, at) values (new.tenant_id, date_bin('15 minutes', new.started_at, timestamptz 'epoch'));
  end if;
  return null;
end $$;

create function mark_tenant() returns trigger language plpgsql as $$
begin
  insert into rollup_marks (tenant_id) values (new.id);
  return null;
end $$;

create trigger conversations_marked_new after insert on conversations referencing new table as changed
  for each statement execute function mark_conversations();
create trigger conversations_marked_gone after delete on conversations referencing old table as changed
  for each statement execute function mark_conversations();
create trigger conversations_marked after update on conversations for each row
  when ((old.counted_at is not null or new.counted_at is not null) and
        (old.counted_at is null, old.tenant_id, old.agent_id, old.channel, old.outcome, old.started_at, old.duration_seconds, old.first_response_ms)
        is distinct from
        (new.counted_at is null, new.tenant_id, new.agent_id, new.channel, new.outcome, new.started_at, new.duration_seconds, new.first_response_ms))
  execute function mark_changed_conversation();
create trigger tenants_marked after update of time_zone on tenants for each row
  when (new.time_zone is distinct from old.time_zone) execute function mark_tenant();
`;

/** After the triggers, which keep writers out until all of this is committed: nothing falls between the two. Whom row-level security binds: 1764004600000. */
const BACKFILL = 'insert into rollup_marks (tenant_id) select id from tenants';

const GRANTS = `
grant select on conversation_hours, conversation_agent_days, conversation_days to orbis_app;
grant select, insert, update, delete on conversation_hours, conversation_agent_days, conversation_days to orbis_platform;
grant select, insert on rollup_marks to orbis_app;
grant select, insert, delete on rollup_marks to orbis_platform;
grant select, update on rollup_checks to orbis_platform;
`;

/** Figures of conversations are read from buckets that follow their rows, whatever happens to these. */
export class ConversationRollups1764004000000 implements MigrationInterface {
  name = 'ConversationRollups1764004000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const step of [BUCKET, TABLES, MARKS, TRIGGERS, BACKFILL, GRANTS]) await queryRunner.query(step);
    for (const table of ['conversation_hours', 'conversation_agent_days', 'conversation_days', 'rollup_marks'])
      await secureTenantTable(queryRunner, table);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
