import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** One row per process that ever started; it writes its own heartbeat. Platform data: no tenant, no person. */
const PROCESSES = `
create table system_processes (
  id uuid primary key,
  kind text not null check (kind in ('api', 'worker')),
  host text not null,
  pid integer not null,
  version text not null,
  node_version text not null,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  stopped_at timestamptz,
  figures jsonb not null,
  socket_count integer not null default 0,
  sockets jsonb not null default '[]'
) with (fillfactor = 50);
comment on column system_processes.figures is 'Newest reading by name: process.rss, loop.p99, pool.app.open …';
comment on column system_processes.sockets is 'Open upgraded connections, oldest first, as many as are listed';
create index system_processes_seen on system_processes (seen_at desc);
`;

/**
 * What every process says of each minute. A minute without a row of a process is a gap, not a zero. Counts are differences and buckets are
 * counts, so rows of processes and minutes are merged by adding them up.
 */
const MINUTES = `
create table system_minutes (
  minute timestamptz not null,
  process_id uuid not null,
  kind text not null,
  figures jsonb not null,
  primary key (minute, process_id)
);
create table system_counts (
  minute timestamptz not null,
  metric text not null,
  series text not null,
  outcome text not null,
  process_id uuid not null,
  count bigint not null check (count >= 0),
  seconds double precision not null default 0,
  amount double precision not null default 0,
  buckets bigint[],
  primary key (minute, metric, series, outcome, process_id)
);
comment on column system_counts.buckets is 'How many of the count fell into each bucket, not cumulative; the last one is open';
comment on column system_counts.amount is 'Rows of statements';
create index system_counts_series on system_counts (metric, series, minute);
`;

/** Statements by the shape of their text, and errors by the shape of their message: never a value, never a parameter. */
const SHAPES = `
create table system_statements (
  fingerprint text primary key,
  name text,
  text text not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  slowest_ms double precision not null,
  slowest_at timestamptz not null,
  slowest_trace text
) with (fillfactor = 70);
create index system_statements_seen on system_statements (last_seen_at);
create table system_errors (
  fingerprint text primary key,
  code text not null,
  type text not null,
  message text not null,
  frame text,
  origin text not null check (origin in ('request', 'job')),
  count bigint not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  places text[] not null,
  traces text[] not null
) with (fillfactor = 70);
create index system_errors_seen on system_errors (last_seen_at desc);
`;

/**
 * Connections as the owner of the schema sees them: `orbis_platform` belongs to no role and would see its own alone. Tells counts and ages,
 * never a statement.
 */
const CONNECTIONS = `
create function system_connections()
returns table (role text, state text, count integer, oldest_transaction timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(usename::text, ''), coalesce(state, 'unknown'), count(*)::int, min(xact_start)
  from pg_stat_activity
  where datname = current_database() and backend_type = 'client backend'
  group by 1, 2
$$;
revoke all on function system_connections() from public;
grant execute on function system_connections() to orbis_platform;
`;

/** What `pg_stat_statements` counted, where the server has it; nothing where not. Late bound: the view may not be there. */
const SERVER_STATEMENTS = `
create function system_server_statements(most integer)
returns table (id text, text text, calls bigint, total_ms float8, mean_ms float8, max_ms float8, returned bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not exists (select 1 from pg_extension where extname = 'pg_stat_statements') then return; end if;
  return query execute
    'select queryid::text, query, calls, total_exec_time, mean_exec_time, max_exec_time, rows
     from pg_stat_statements
     where dbid = (select oid from pg_database where datname = current_database()) and toplevel and queryid is not null
     order by total_exec_time desc limit $1' using most;
exception when object_not_in_prerequisite_state or undefined_table or undefined_column then return;
end $$;
revoke all on function system_server_statements(integer) from public;
grant execute on function system_server_statements(integer) to orbis_platform;
`;

/** What a process says of itself, kept for days. */
export class SystemHistory1764003400000 implements MigrationInterface {
  name = 'SystemHistory1764003400000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const step of [PROCESSES, MINUTES, SHAPES, CONNECTIONS, SERVER_STATEMENTS]) await queryRunner.query(step);
    const tables = 'system_processes, system_minutes, system_counts, system_statements, system_errors';
    await queryRunner.query(`grant select, insert, update, delete on ${tables} to orbis_platform`);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
