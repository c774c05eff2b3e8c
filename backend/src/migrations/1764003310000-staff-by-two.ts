import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { secureTenantTable } from './tenant-table.js';

/**
 * Who is staff, beside the flag of the users: the flag is under row-level security, and whether somebody is the last one is a question about
 * all tenants. A trigger keeps it, whoever changes the flag and by which way, and refuses to let the last one go.
 */
const ROSTER = `
create table staff_roster (user_id uuid primary key);
alter table users no force row level security;
insert into staff_roster select id from users where is_admin;
alter table users force row level security;

create function keep_staff_roster() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op <> 'DELETE' and new.is_admin then
    insert into staff_roster values (new.id) on conflict do nothing;
  elsif tg_op <> 'INSERT' and old.is_admin then
    -- two who go at once must not both see the other stay
    perform pg_advisory_xact_lock(hashtext('orbisvoice.staff'));
    delete from staff_roster where user_id = old.id;
    if not exists (select 1 from staff_roster) then
      raise exception 'the last of staff cannot go' using errcode = 'OV001';
    end if;
  end if;
  return null;
end $$;
create trigger users_staff_roster after insert or delete or update of is_admin on users for each row execute function keep_staff_roster();

create function lock_staff_roster() returns setof uuid language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('orbisvoice.staff'));
  return query select user_id from staff_roster;
end $$;
revoke all on function lock_staff_roster, keep_staff_roster from public;
grant execute on function lock_staff_roster to orbis_app, orbis_platform;
grant select on staff_roster to orbis_platform;
`;

/** Changes of who is staff. The row belongs to the tenant of the person it is about; who proposed and decided are people of others. */
const CHANGES = `
create table staff_changes (
  id uuid primary key,
  tenant_id uuid not null references tenants (id),
  user_id uuid not null references users (id) on delete cascade,
  is_admin boolean not null,
  reason text not null,
  status text not null check (status in ('pending','confirmed','withdrawn','expired')),
  proposed_by uuid references users (id) on delete set null,
  proposed_by_name text not null,
  proposed_at timestamptz not null,
  expires_at timestamptz not null,
  decided_by uuid references users (id) on delete set null,
  decided_by_name text,
  decided_at timestamptz,
  note text,
  check ((status in ('confirmed','withdrawn')) = (decided_at is not null))
);
comment on column staff_changes.is_admin is 'What the flag is to become';
comment on column staff_changes.proposed_by is 'Empty for the command line, and once that person is gone';
create unique index staff_changes_open on staff_changes (user_id) where status = 'pending';
create index staff_changes_newest on staff_changes (proposed_at desc, id desc);
create index staff_changes_user on staff_changes (user_id);
create index staff_changes_proposer on staff_changes (proposed_by);
create index staff_changes_decider on staff_changes (decided_by);
`;

export class StaffByTwo1764003310000 implements MigrationInterface {
  name = 'StaffByTwo1764003310000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(ROSTER);
    await queryRunner.query(CHANGES);
    await queryRunner.query('grant select, insert, update, delete on staff_changes to orbis_app, orbis_platform');
    await secureTenantTable(queryRunner, 'staff_changes');
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
