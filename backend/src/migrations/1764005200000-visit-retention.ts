import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Since when visits are kept: no row, and none were ever deleted. One moment for all tenants, and no secret of any. */
const BOUNDS = `
create table visit_bounds (
  kind text primary key check (kind in ('widget', 'referral')),
  kept_since timestamptz not null
);
comment on table visit_bounds is 'Visits that began before were deleted; written with each deletion, and never moved back';
grant select on visit_bounds to orbis_app;
grant select, insert, update on visit_bounds to orbis_platform;
`;

/** The second lock on what is forgotten for ever: whatever a process takes for the bound, the last two months stay. */
const BOUND = `
create function widget_month_bound(since timestamptz) returns void language plpgsql as $$
begin
  if since <> date_trunc('month', since at time zone 'UTC') at time zone 'UTC' or since > now() - interval '2 months' then
    raise exception 'visits are forgotten by whole months (UTC), and never those of the last two: %', since;
  end if;
end $$;
create function note_widget_visits_kept(since timestamptz) returns void language sql as $$
  insert into visit_bounds as b (kind, kept_since) values ('widget', since)
  on conflict (kind) do update set kept_since = greatest(b.kept_since, excluded.kept_since)
$$;
revoke all on function widget_month_bound, note_widget_visits_kept from public;
`;

/**
 * Drops the oldest partition that ends before the bound, with the rights of the tables' owner: none when there is none left. A drop needs the
 * table, and for its foreign key the agents, to itself for an instant; behind a long report it gives up rather than hold up everybody.
 */
const DROP = `
create function drop_widget_month(since timestamptz, out month text, out visits bigint) returns setof record
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  partition text;
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
  execute format('select count(*) from %I', partition) into visits;
  if visits > 0 then
    perform note_widget_visits_kept(since);
  end if;
  execute format('drop table %I', partition);
  return next;
end $$;
`;

/** Visits of months that had no partition, so many at most: a batch holds up nobody. */
const UNPLACED = `
create function forget_unplaced_visits(since timestamptz, most integer) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  gone integer;
begin
  perform widget_month_bound(since);
  delete from widget_visits_default
   where ctid = any (array(select ctid from widget_visits_default where started_at < since limit most));
  get diagnostics gone = row_count;
  if gone > 0 then
    perform note_widget_visits_kept(since);
  end if;
  return gone;
end $$;
revoke all on function drop_widget_month, forget_unplaced_visits from public;
grant execute on function drop_widget_month, forget_unplaced_visits to orbis_platform;
`;

/** Visits end: those of the widget by month, those of referral links in batches. */
export class VisitRetention1764005200000 implements MigrationInterface {
  name = 'VisitRetention1764005200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const step of [BOUNDS, BOUND, DROP, UNPLACED]) await queryRunner.query(step);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
