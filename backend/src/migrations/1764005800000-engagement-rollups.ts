import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { secureTenantTable } from './tenant-table.js';

/** How many visits came how far: of a quarter of an hour, those that reached a step or a later one, read sequentially and strictly. */
const REACHED = `
  impressions integer not null check (impressions > 0),
  opened integer not null,
  granted integer not null,
  talked integer not null,
  succeeded integer not null,
  opened_strictly integer not null,
  granted_strictly integer not null,
  talked_strictly integer not null,
  succeeded_strictly integer not null`;

/**
 * What engagement is read from. Visits with an impression by quarter of an hour, of which every zone's hours and days are whole ones: by
 * agent, and as a whole, so that a report over all agents reads one row a quarter. And a narrow row for each conversation that counts,
 * with the moment of the same visitor's one before: who came in a span are those whose one before is not in it. No foreign keys: the rows are
 * derived, and follow deletions by marks.
 */
const TABLES = `
create table visit_quarters (
  tenant_id uuid not null,
  at timestamptz not null,${REACHED},
  primary key (tenant_id, at)
);
create table visit_agent_quarters (
  tenant_id uuid not null,
  at timestamptz not null,
  agent_id uuid not null,${REACHED},
  primary key (tenant_id, at, agent_id)
);
create table conversation_arrivals (
  tenant_id uuid not null,
  started_at timestamptz not null,
  conversation_id uuid not null,
  agent_id uuid not null,
  has_visitor boolean not null,
  before_at timestamptz,
  agent_before_at timestamptz,
  country text,
  device text,
  browser text,
  primary key (tenant_id, started_at, conversation_id)
);
comment on column conversation_arrivals.before_at is 'When the same visitor''s counted conversation before this one began, with any agent';
comment on column conversation_arrivals.agent_before_at is 'The same, with the same agent';
`;

/**
 * What has changed since it was last folded. With a conversation: that one, whose session may be a visit, and whose visitor's next ones look
 * back at it. Without: the visits of a quarter of an hour. Without a moment: all of the tenant. As \`rollup_marks\`, only ever appended.
 */
const MARKS = `
create table engagement_marks (
  tenant_id uuid not null,
  at timestamptz,
  conversation_id uuid,
  agent_id uuid,
  session_id text,
  visitor_id text,
  check (at is not null or conversation_id is null),
  check ((conversation_id is null) = (session_id is null) and (conversation_id is null) = (agent_id is null))
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
create index engagement_marks_tenant on engagement_marks (tenant_id, at);
`;

/**
 * A conversation's mark names its session and its visitor, not the rows these stand for: another writer's visit or conversation, not yet committed,
 * would not be found. Most starts count nothing yet: they are told by one look at what the statement changed, as before.
 */
const CONVERSATIONS = `
create or replace function mark_conversations() returns trigger language plpgsql as $$
begin
  if exists (select from changed where counted_at is not null) then
    insert into rollup_marks (tenant_id, at)
    select distinct tenant_id, date_bin('15 minutes', started_at, timestamptz 'epoch') from changed where counted_at is not null;
    insert into engagement_marks (tenant_id, at, conversation_id, agent_id, session_id, visitor_id)
    select tenant_id, started_at, id, agent_id, session_id, visitor_id from changed where counted_at is not null;
  end if;
  return null;
end $$;

create function mark_engagement() returns trigger language plpgsql as $$
begin
  if old.counted_at is not null then
    insert into engagement_marks (tenant_id, at, conversation_id, agent_id, session_id, visitor_id)
    values (old.tenant_id, old.started_at, old.id, old.agent_id, old.session_id, old.visitor_id);
  end if;
  if new.counted_at is not null and (old.counted_at is null or (old.tenant_id, old.started_at, old.id, old.agent_id, old.session_id, old.visitor_id)
      is distinct from (new.tenant_id, new.started_at, new.id, new.agent_id, new.session_id, new.visitor_id)) then
    insert into engagement_marks (tenant_id, at, conversation_id, agent_id, session_id, visitor_id)
    values (new.tenant_id, new.started_at, new.id, new.agent_id, new.session_id, new.visitor_id);
  end if;
  return null;
end $$;

create trigger conversations_marked_engagement after update on conversations for each row
  when ((old.counted_at is not null or new.counted_at is not null) and
        (old.counted_at is null, old.tenant_id, old.id, old.agent_id, old.session_id, old.visitor_id, old.outcome, old.started_at, old.country,
         old.device, old.browser)
        is distinct from
        (new.counted_at is null, new.tenant_id, new.id, new.agent_id, new.session_id, new.visitor_id, new.outcome, new.started_at, new.country,
         new.device, new.browser))
  execute function mark_engagement();
`;

/** By row: a trigger of a statement would not see what is deleted by the name of a partition. Visits nobody saw count nowhere. */
const VISITS = `
create function mark_visit() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' and old.impression_at is not null then
    insert into engagement_marks (tenant_id, at) values (old.tenant_id, date_bin('15 minutes', old.started_at, timestamptz 'epoch'));
  end if;
  if tg_op <> 'DELETE' and new.impression_at is not null and (tg_op = 'INSERT' or old.impression_at is null
      or (old.tenant_id, old.started_at) is distinct from (new.tenant_id, new.started_at)) then
    insert into engagement_marks (tenant_id, at) values (new.tenant_id, date_bin('15 minutes', new.started_at, timestamptz 'epoch'));
  end if;
  return null;
end $$;

create trigger widget_visits_marked_new after insert on widget_visits for each row
  when (new.impression_at is not null) execute function mark_visit();
create trigger widget_visits_marked_gone after delete on widget_visits for each row
  when (old.impression_at is not null) execute function mark_visit();
create trigger widget_visits_marked after update on widget_visits for each row
  when ((old.impression_at is not null or new.impression_at is not null) and
        (old.tenant_id, old.visit_id, old.agent_id, old.started_at, old.impression_at, old.opened_at, old.granted_at)
        is distinct from
        (new.tenant_id, new.visit_id, new.agent_id, new.started_at, new.impression_at, new.opened_at, new.granted_at))
  execute function mark_visit();
`;

/**
 * A month leaves with its quarters, in one transaction. Whoever folds has the roll-ups to himself, and so has this: no folder that read the month
 * writes it after it is gone. Otherwise as 1764005200000 has it.
 */
const DROP = `
create or replace function drop_widget_month(since timestamptz, out month text, out visits bigint) returns setof record
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  partition text;
  starts timestamptz;
  ends timestamptz;
begin
  perform widget_month_bound(since);
  perform set_config('lock_timeout', '3s', true);
  perform pg_advisory_xact_lock(hashtext('orbisvoice.widget_months'));
  select c.relname, right(c.relname, 7) into partition, month
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
   where i.inhparent = 'widget_visits'::regclass and c.relname ~ '^widget_visits_\\d{4}_\\d{2}$'
     and (to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month') at time zone 'UTC' <= since
   order by c.relname limit 1;
  if partition is null then
    return;
  end if;
  perform pg_advisory_xact_lock(hashtext('orbisvoice.rollups'));
  execute format('select count(*) from %I', partition) into visits;
  if visits > 0 then
    perform note_widget_visits_kept(since);
  end if;
  starts := to_date(month, 'YYYY_MM')::timestamp at time zone 'UTC';
  ends := (to_date(month, 'YYYY_MM') + interval '1 month') at time zone 'UTC';
  delete from visit_quarters where at >= starts and at < ends;
  delete from visit_agent_quarters where at >= starts and at < ends;
  execute format('drop table %I', partition);
  return next;
end $$;
`;

const GRANTS = `
grant select on visit_quarters, visit_agent_quarters, conversation_arrivals to orbis_app;
grant select, insert, delete on visit_quarters, visit_agent_quarters, conversation_arrivals to orbis_platform;
grant select, insert on engagement_marks to orbis_app;
grant select, insert, delete on engagement_marks to orbis_platform;
`;

/** Functions with the owner's rights delete visits and their quarters, and leave marks: forced row-level security binds an owner that is no superuser. */
const OWNER = ['engagement_marks', 'visit_quarters', 'visit_agent_quarters'].map(
  (table) => `create policy by_owner on ${table} to current_user using (true) with check (true)`,
);

/** Engagement is read from buckets that follow their rows, as figures of conversations are (1764004000000). What was there before is marked by 1764005801000. */
export class EngagementRollups1764005800000 implements MigrationInterface {
  name = 'EngagementRollups1764005800000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const step of [TABLES, MARKS]) await queryRunner.query(step);
    for (const table of ['visit_quarters', 'visit_agent_quarters', 'conversation_arrivals', 'engagement_marks'])
      await secureTenantTable(queryRunner, table);
    for (const step of [...OWNER, GRANTS, CONVERSATIONS, VISITS, DROP]) await queryRunner.query(step);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
