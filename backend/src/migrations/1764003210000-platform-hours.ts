import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Counted conversations of the whole platform by the UTC hour they began in. `rolled_until` says how far the hours are closed; what is
 * younger is counted from its rows. Rows of an hour lie together, so a BRIN index finds them and costs the writers nothing.
 */
const HOURS = `
create table platform_hours (
  hour timestamptz primary key check (extract(epoch from hour)::bigint % 3600 = 0),
  conversations integer not null check (conversations >= 0)
);
create table platform_hours_state (
  id boolean primary key default true check (id),
  rolled_until timestamptz not null default '-infinity',
  rolled_at timestamptz,
  checked_at timestamptz,
  mended integer not null default 0
);
comment on column platform_hours_state.mended is 'Hours that differed from their rows at the latest check, and were set right';
insert into platform_hours_state default values;
create index conversations_started_brin on conversations using brin (started_at timestamptz_minmax_multi_ops)
  with (pages_per_range = 32, autosummarize = on);
create index stripe_events_failed on stripe_events (status) where status in ('failed', 'dead');
grant select, insert, update, delete on platform_hours to orbis_platform;
grant select, update on platform_hours_state to orbis_platform;
`;

/** The overview reads hours instead of every conversation there ever was. */
export class PlatformHours1764003210000 implements MigrationInterface {
  name = 'PlatformHours1764003210000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(HOURS);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
