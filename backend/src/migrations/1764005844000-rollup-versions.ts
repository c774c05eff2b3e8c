import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { secureTenantTable } from './tenant-table.js';

/** A version that no other state of the cells ever has: not even one that follows another past, after a restore. */
const TABLE = `
create table rollup_versions (
  tenant_id uuid not null,
  kind text not null check (kind in ('conversations', 'engagement')),
  version uuid not null,
  primary key (tenant_id, kind)
) with (fillfactor = 50);
comment on table rollup_versions is 'Changes with every change of a tenant''s cells, and whenever marks are taken, in the same transaction';
`;

/** By trigger, so that nobody changes cells without it: no command by hand, and no worker of a former version while a new one is rolled out. */
const FUNCTION = `
create function note_rollup_version() returns trigger language plpgsql as $$
begin
  insert into rollup_versions (tenant_id, kind, version)
  select tenant_id, tg_argv[0], gen_random_uuid() from (select distinct tenant_id from changed order by tenant_id) c
  on conflict (tenant_id, kind) do update set version = excluded.version;
  return null;
end $$;
`;

const ANY_CHANGE = [
  { event: 'insert', rows: 'new table' },
  { event: 'update', rows: 'new table' },
  { event: 'delete', rows: 'old table' },
];
/** Marks are counted between two versions: a fold that finds nothing to change in the cells must change the version all the same. */
const TAKEN = [{ event: 'delete', rows: 'old table' }];

/** In the order in which folders come by them, marks before cells, so that nobody waits in a circle. */
const TABLES = [
  { table: 'rollup_marks', kind: 'conversations', events: TAKEN },
  { table: 'conversation_hours', kind: 'conversations', events: ANY_CHANGE },
  { table: 'conversation_agent_days', kind: 'conversations', events: ANY_CHANGE },
  { table: 'conversation_days', kind: 'conversations', events: ANY_CHANGE },
  { table: 'engagement_marks', kind: 'engagement', events: TAKEN },
  { table: 'visit_quarters', kind: 'engagement', events: ANY_CHANGE },
  { table: 'visit_agent_quarters', kind: 'engagement', events: ANY_CHANGE },
  { table: 'conversation_arrivals', kind: 'engagement', events: ANY_CHANGE },
];
const TRIGGERS = TABLES.flatMap(({ table, kind, events }) =>
  events.map(
    ({ event, rows }) =>
      `create trigger ${table}_versioned_${event} after ${event} on ${table} referencing ${rows} as changed
         for each statement execute function note_rollup_version('${kind}')`,
  ),
);

/** A month of visits leaves by a function with the owner's rights, whom forced row-level security binds. */
const ACCESS = `
create policy by_owner on rollup_versions to current_user using (true) with check (true);
grant select on rollup_versions to orbis_app;
grant select, insert, update on rollup_versions to orbis_platform;
`;

/** What a report was made from, told in a word: a kept answer holds as long as it does (decision 39). */
export class RollupVersions1764005844000 implements MigrationInterface {
  name = 'RollupVersions1764005844000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLE);
    await secureTenantTable(queryRunner, 'rollup_versions');
    for (const step of [ACCESS, FUNCTION, ...TRIGGERS]) await queryRunner.query(step);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
