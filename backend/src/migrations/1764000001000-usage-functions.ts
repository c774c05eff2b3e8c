import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** UUID v7 for rows that only SQL writes, so that they sort with those the application makes. */
const UUID_V7 = `
create function uuid_v7() returns uuid language sql volatile as $$
  select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
$$;
`;

/**
 * Which period a tenant is in. Free: the calendar month of its own time zone. Paid: the live subscription's period, moved by whole
 * months of UTC while the renewal (or, under a test clock, the present) has not arrived. Grace of paid plans: 10 % (PAID_GRACE_PERCENT).
 */
const WINDOW = `
create function usage_month(zone text, at timestamptz, out period_start timestamptz, out period_end timestamptz)
language plpgsql stable as $$
begin
  period_start := date_trunc('month', at at time zone zone) at time zone zone;
  period_end := (date_trunc('month', at at time zone zone) + interval '1 month') at time zone zone;
exception when invalid_parameter_value then
  -- a zone this server does not know must not stop the whole batch
  select m.period_start, m.period_end into period_start, period_end from usage_month('UTC', at) m;
end $$;

create function usage_roll(first_start timestamptz, first_end timestamptz, at timestamptz, out period_start timestamptz, out period_end timestamptz)
language plpgsql immutable as $$
declare
  anchor timestamp := case when at < first_start then first_start else first_end end at time zone 'UTC';
  months integer := 0;
begin
  period_start := first_start;
  period_end := first_end;
  while at >= period_end loop
    months := months + 1;
    period_start := period_end;
    period_end := (anchor + make_interval(months => months)) at time zone 'UTC';
  end loop;
  while at < period_start loop
    months := months - 1;
    period_end := period_start;
    period_start := (anchor + make_interval(months => months)) at time zone 'UTC';
  end loop;
end $$;

create function usage_window(tenant uuid, at timestamptz)
returns table (period_start timestamptz, period_end timestamptz, lim bigint, ceiling bigint) language plpgsql stable as $$
declare
  plan record;
  live record;
begin
  select t.time_zone, p.code, p.conversation_limit::bigint as lim into plan
  from tenants t join plans p on p.code = t.subscription_tier where t.id = tenant;
  if not found then
    raise exception 'tenant % does not exist', tenant using errcode = 'foreign_key_violation';
  end if;
  lim := plan.lim;
  ceiling := plan.lim;
  if plan.code <> 'free' then
    ceiling := plan.lim + plan.lim * 10 / 100;
    select s.current_period_start, s.current_period_end into live from subscriptions s
    where s.tenant_id = tenant and s.status in ('trialing', 'active', 'past_due') and s.current_period_end > s.current_period_start
    limit 1;
    if found then
      select r.period_start, r.period_end into period_start, period_end
      from usage_roll(live.current_period_start, live.current_period_end, at) r;
      return next;
      return;
    end if;
  end if;
  select m.period_start, m.period_end into period_start, period_end from usage_month(plan.time_zone, at) m;
  return next;
end $$;
`;

/** Opening and locking the current periods. Locks are always taken in tenant order, so two batches cannot wait for each other. */
const CURRENT = `
create function usage_current(tenant uuid, at timestamptz) returns setof usage_periods language sql stable as $$
  select * from usage_periods p where p.tenant_id = tenant and p.period_start <= at and p.period_end > at
  order by p.period_start desc limit 1
$$;

create function usage_open(tenants uuid[]) returns void language sql as $$
  insert into usage_periods (tenant_id, period_start, period_end, lim, ceiling)
  select t.tenant_id, w.period_start, w.period_end, w.lim, w.ceiling
  from (select distinct u.tenant_id from unnest(tenants) u (tenant_id) order by 1) t
  cross join lateral usage_window(t.tenant_id, now()) w
  where not exists (select 1 from usage_current(t.tenant_id, now()))
  -- a month that was closed by an upgrade goes on where it stopped when the tenant comes back to it
  on conflict (tenant_id, period_start) do update
  set period_end = excluded.period_end, lim = excluded.lim,
      ceiling = greatest(excluded.ceiling, usage_periods.used + usage_periods.reserved)
  where usage_periods.period_end <= now()
$$;

create function usage_lock(tenants uuid[], out held_tenants uuid[], out starts timestamptz[], out ends timestamptz[],
  out used bigint[], out reserved bigint[], out lim bigint[], out ceiling bigint[]) language plpgsql as $$
declare
  wanted integer := (select count(distinct u) from unnest(tenants) u);
begin
  for attempt in 1 .. 5 loop
    select array_agg(l.tenant_id), array_agg(l.period_start), array_agg(l.period_end),
      array_agg(l.used), array_agg(l.reserved), array_agg(l.lim), array_agg(l.ceiling)
    into held_tenants, starts, ends, used, reserved, lim, ceiling
    from (
      -- a locking read answers with the row as it is after the wait
      select p.*
      from (select distinct u.tenant_id from unnest(tenants) u (tenant_id)) t
      cross join lateral (
        select c.period_start from usage_periods c where c.tenant_id = t.tenant_id and c.period_start <= now() and c.period_end > now()
        order by c.period_start desc limit 1
      ) c
      join usage_periods p on p.tenant_id = t.tenant_id and p.period_start = c.period_start
      -- asked again after the wait: the period may have been closed by the one we waited for
      where p.period_end > now()
      order by p.tenant_id for update of p
    ) l;
    if cardinality(held_tenants) = wanted then
      return;
    end if;
    perform usage_open(tenants);
  end loop;
  raise exception 'usage periods keep changing' using errcode = 'serialization_failure';
end $$;

create function usage_raced() returns text language plpgsql as $$
begin
  raise exception 'the same key moved between two periods meanwhile' using errcode = 'serialization_failure';
end $$;
`;

/** Thresholds 80 and 100 % of the limit (USAGE_THRESHOLDS): row and outbox event in the transaction that crosses them. */
const THRESHOLDS = `
create function usage_announce(tenants uuid[], starts timestamptz[]) returns void language sql as $$
  with reached as (
    insert into usage_thresholds (tenant_id, period_start, threshold, used, lim)
    select p.tenant_id, p.period_start, t.threshold, p.used, p.lim
    from unnest(tenants, starts) h (tenant_id, period_start)
    join usage_periods p using (tenant_id, period_start)
    cross join (values (80), (100)) t (threshold)
    where p.lim > 0 and p.used * 100 >= p.lim * t.threshold
      and not exists (
        select 1 from usage_thresholds k
        where k.tenant_id = p.tenant_id and k.period_start = p.period_start and k.threshold = t.threshold)
    on conflict do nothing
    returning tenant_id, period_start, threshold, used, lim
  )
  insert into outbox_events (id, tenant_id, name, version, payload, created_at)
  select uuid_v7(), r.tenant_id, 'usage.threshold_reached', 1,
    jsonb_build_object('threshold', r.threshold, 'used', r.used, 'limit', r.lim, 'ceiling', p.ceiling,
      'periodStart', to_char(p.period_start at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'resetsAt', to_char(p.period_end at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
    -- not now(): a batch that waited for a lock began before the one it waited for
    clock_timestamp()
  from reached r join usage_periods p using (tenant_id, period_start)
  order by r.tenant_id, r.threshold
$$;
`;

/**
 * Admission of many events of many tenants in one statement. Answers exactly as if the items had come one after the other:
 * a known key is answered before the limit is looked at, an item is refused only when it alone does not fit.
 * The steps travel as one array between the statements, so nothing is looked up or joined twice.
 */
const ADMIT = `
create type usage_step as (ord integer, tenant_id uuid, key text, quantity integer, hash bytea, is_reservation boolean,
  conversation_id uuid, slot integer, is_known boolean, known_hash bytea, known_used bigint, fits boolean);

create function usage_pack(steps usage_step[], room bigint[]) returns usage_step[] language plpgsql as $$
declare
  taken boolean[] := '{}';
  step record;
  fits boolean;
begin
  for step in
    select s.ord, s.slot, s.quantity, s.is_known, (dense_rank() over (order by s.tenant_id, s.key))::integer as same_key
    from unnest(steps) s order by s.ord
  loop
    fits := not step.is_known and taken[step.same_key] is null and step.quantity <= room[step.slot];
    if fits then
      taken[step.same_key] := true;
      room[step.slot] := room[step.slot] - step.quantity;
    end if;
    steps[step.ord].fits := fits;
  end loop;
  return steps;
end $$;

create function usage_admit(tenants uuid[], keys text[], quantities integer[], hashes bytea[], reservations boolean[], conversations uuid[])
returns table (ord integer, status text, used bigint, period_used bigint, period_reserved bigint, lim bigint, ceiling bigint,
  period_start timestamptz, period_end timestamptz) language plpgsql as $$
#variable_conflict use_column
declare
  held record;
  steps usage_step[];
  room bigint[];
  overflows boolean;
  largest integer;
  total bigint;
begin
  select * into held from usage_lock(tenants);
  select array_agg(p.ceiling - p.used - p.reserved order by p.slot) into room
  from unnest(held.ceiling, held.used, held.reserved) with ordinality p (ceiling, used, reserved, slot);

  -- a new statement, so a snapshot taken under the locks: whatever was admitted before us is visible now
  select array_agg(row(r.ord, r.tenant_id, r.key, r.quantity, r.hash, r.is_reservation, r.conversation_id, r.slot, r.is_known,
      r.request_hash, r.used_after, r.is_fresh and r.taken <= room[r.slot])::usage_step order by r.ord),
    bool_or(r.is_fresh and r.taken > room[r.slot]), max(r.quantity), sum(r.quantity)
  into steps, overflows, largest, total
  from (
    select f.*, sum(f.quantity) filter (where f.is_fresh) over (partition by f.tenant_id order by f.ord) as taken
    from (
      select i.tenant_id, i.key, i.quantity, i.hash, i.is_reservation, i.conversation_id, i.ord::integer as ord,
        e.key is not null as is_known, e.request_hash, e.used_after,
        e.key is null and row_number() over (partition by i.tenant_id, i.key order by i.ord) = 1 as is_fresh,
        (dense_rank() over (order by i.tenant_id))::integer as slot
      from unnest(tenants, keys, quantities, hashes, reservations, conversations)
        with ordinality i (tenant_id, key, quantity, hash, is_reservation, conversation_id, ord)
      left join usage_events e on e.tenant_id = i.tenant_id and e.key = i.key and e.state <> 'released'
    ) f
  ) r;
  -- a running sum refuses everything behind its first overflow; with quantities above one, something smaller may still fit
  if overflows and largest > 1 then
    steps := usage_pack(steps, room);
  end if;

  return query
  with item as materialized (
    select s.*,
      held.used[s.slot] + coalesce(sum(s.quantity) filter (where s.fits and not s.is_reservation) over soFar, 0) as used_after,
      held.used[s.slot] + coalesce(sum(s.quantity) filter (where s.fits and not s.is_reservation) over everything, 0) as period_used,
      held.reserved[s.slot] + coalesce(sum(s.quantity) filter (where s.fits and s.is_reservation) over everything, 0) as period_reserved,
      min(s.ord) filter (where s.fits) over (partition by s.tenant_id, s.key) as kept_ord
    from unnest(steps) s
    window soFar as (partition by s.tenant_id order by s.ord),
      everything as (partition by s.tenant_id order by s.ord rows between unbounded preceding and unbounded following)
  ),
  added as (
    insert into usage_events as e (tenant_id, key, period_start, quantity, state, used_after, request_hash, conversation_id)
    select i.tenant_id, i.key, held.starts[i.slot], i.quantity, case when i.is_reservation then 'reserved' else 'counted' end,
      i.used_after, i.hash, i.conversation_id
    from item i where i.fits
    on conflict (tenant_id, key) do update
    set period_start = excluded.period_start, quantity = excluded.quantity, state = excluded.state, used_after = excluded.used_after,
        request_hash = excluded.request_hash, conversation_id = excluded.conversation_id, at = now()
    where e.state = 'released'
    returning 1
  ),
  moved as (
    update usage_periods p set used = s.period_used, reserved = s.period_reserved
    from (select distinct i.slot, i.tenant_id, i.period_used, i.period_reserved from item i where i.fits) s
    where p.tenant_id = s.tenant_id and p.period_start = held.starts[s.slot]
  )
  select i.ord,
    case
      when i.is_known then case when i.known_hash is not distinct from i.hash then 'duplicate' else 'conflict' end
      when i.fits then 'created'
      -- nothing of this key was kept, or not yet when its turn came
      when i.kept_ord is null or i.ord < i.kept_ord then 'refused'
      when steps[i.kept_ord].hash is not distinct from i.hash then 'duplicate'
      else 'conflict'
    end,
    case
      when i.is_known then case when i.known_hash is not distinct from i.hash then i.known_used end
      when i.fits then i.used_after
      when i.ord > i.kept_ord and steps[i.kept_ord].hash is not distinct from i.hash then
        (select k.used_after from item k where k.ord = i.kept_ord)
    end,
    i.period_used, i.period_reserved, held.lim[i.slot], held.ceiling[i.slot], held.starts[i.slot], held.ends[i.slot]
  from item i
  where (select count(*) from added) = (select count(*) from item k where k.fits) or usage_raced() is null
  order by i.ord;

  -- most batches end far from any threshold
  if exists (
    select 1 from unnest(held.used, held.lim) p (used, lim) where (p.used + total) * 100 >= p.lim * 80
  ) then
    perform usage_announce(held.held_tenants, held.starts);
  end if;
end $$;
`;

/** What becomes of a reservation. Both are idempotent, and work on the period the reservation was made in. */
const RESOLVE = `
create function usage_lock_of(tenants uuid[], keys text[]) returns void language plpgsql as $$
begin
  perform 1 from usage_periods p
  join (
    select distinct e.tenant_id, e.period_start from unnest(tenants, keys) i (tenant_id, key)
    join usage_events e on e.tenant_id = i.tenant_id and e.key = i.key
  ) h on h.tenant_id = p.tenant_id and h.period_start = p.period_start
  order by p.tenant_id, p.period_start for update of p;
end $$;

create function usage_settle(tenants uuid[], keys text[]) returns table (ord integer, status text, used bigint, lim bigint)
language plpgsql as $$
#variable_conflict use_column
declare
  touched record;
begin
  perform usage_lock_of(tenants, keys);
  return query
  with item as materialized (
    select i.ord::integer as ord, i.tenant_id, i.key, e.state, e.quantity, e.period_start,
      min(i.ord) over (partition by i.tenant_id, i.key) as first_ord
    from unnest(tenants, keys) with ordinality i (tenant_id, key, ord)
    left join usage_events e on e.tenant_id = i.tenant_id and e.key = i.key
  ),
  -- a reservation has its place already; one that was given back counts only while there is room
  late as materialized (
    select i.ord, p.ceiling - p.used - p.reserved >= sum(i.quantity) over (partition by i.tenant_id, i.period_start order by i.ord) as fits
    from item i join usage_periods p on p.tenant_id = i.tenant_id and p.period_start = i.period_start
    where i.state = 'released' and i.ord = i.first_ord
  ),
  due as materialized (
    select i.* from item i left join late l on l.ord = i.ord
    where i.ord = i.first_ord and (i.state = 'reserved' or (i.state = 'released' and l.fits))
  ),
  counted as (
    update usage_events e set state = 'counted', at = now() from due d
    where e.tenant_id = d.tenant_id and e.key = d.key and e.state = d.state and e.period_start = d.period_start
    returning e.tenant_id, e.key, e.period_start, e.quantity, d.state as was
  ),
  moved as (
    update usage_periods p set used = p.used + s.quantity, reserved = p.reserved - s.reserved
    from (
      select c.tenant_id, c.period_start, sum(c.quantity) as quantity, coalesce(sum(c.quantity) filter (where c.was = 'reserved'), 0) as reserved
      from counted c group by c.tenant_id, c.period_start
    ) s
    where p.tenant_id = s.tenant_id and p.period_start = s.period_start
    returning p.tenant_id, p.period_start, p.used
  )
  select i.ord,
    case
      when i.state is null then 'unknown'
      when d.ord is not null then case when c.key is null then usage_raced() else 'settled' end
      when i.state = 'released' and f.ord is null then 'refused'
      else 'already'
    end,
    coalesce(m.used, p.used), p.lim
  from item i
  left join usage_periods p on p.tenant_id = i.tenant_id and p.period_start = i.period_start
  left join due d on d.ord = i.ord
  left join due f on f.ord = i.first_ord
  left join counted c on c.tenant_id = i.tenant_id and c.key = i.key
  left join moved m on m.tenant_id = i.tenant_id and m.period_start = i.period_start
  order by i.ord;

  select array_agg(h.tenant_id) as tenants, array_agg(h.period_start) as starts into touched
  from (
    select distinct e.tenant_id, e.period_start from unnest(tenants, keys) i (tenant_id, key)
    join usage_events e on e.tenant_id = i.tenant_id and e.key = i.key
  ) h;
  perform usage_announce(touched.tenants, touched.starts);
end $$;

create function usage_release(tenants uuid[], keys text[]) returns table (ord integer, status text) language plpgsql as $$
#variable_conflict use_column
begin
  perform usage_lock_of(tenants, keys);
  return query
  with item as materialized (
    select i.ord::integer as ord, i.tenant_id, i.key, e.state, e.quantity, e.period_start,
      min(i.ord) over (partition by i.tenant_id, i.key) as first_ord
    from unnest(tenants, keys) with ordinality i (tenant_id, key, ord)
    left join usage_events e on e.tenant_id = i.tenant_id and e.key = i.key
  ),
  due as materialized (select i.* from item i where i.state = 'reserved' and i.ord = i.first_ord),
  given_back as (
    update usage_events e set state = 'released' from due d
    where e.tenant_id = d.tenant_id and e.key = d.key and e.state = d.state and e.period_start = d.period_start
    returning e.tenant_id, e.key, e.period_start, e.quantity
  ),
  moved as (
    update usage_periods p set reserved = p.reserved - s.quantity
    from (select g.tenant_id, g.period_start, sum(g.quantity) as quantity from given_back g group by g.tenant_id, g.period_start) s
    where p.tenant_id = s.tenant_id and p.period_start = s.period_start
  )
  select i.ord,
    case
      when i.state is null then 'unknown'
      when i.state = 'counted' then 'counted'
      when i.state = 'reserved' and i.ord = i.first_ord then case when g.key is null then usage_raced() else 'released' end
      else 'already'
    end
  from item i left join given_back g on g.tenant_id = i.tenant_id and g.key = i.key
  order by i.ord;
end $$;
`;

/** A plan changed: close what was open, open what applies now. The ceiling never falls below what is already taken. */
const PLAN = `
create function usage_apply_plan(tenant uuid) returns void language plpgsql as $$
declare
  due record;
begin
  perform 1 from usage_periods p where p.tenant_id = tenant and p.period_end > now() order by p.period_start for update;
  select * into due from usage_window(tenant, now());
  update usage_periods p set period_end = now()
  where p.tenant_id = tenant and p.period_start <> due.period_start and p.period_start <= now() and p.period_end > now();
  insert into usage_periods (tenant_id, period_start, period_end, lim, ceiling)
  values (tenant, due.period_start, due.period_end, due.lim, due.ceiling)
  on conflict (tenant_id, period_start) do update
  set period_end = excluded.period_end, lim = excluded.lim,
      ceiling = greatest(excluded.ceiling, usage_periods.used + usage_periods.reserved);
  -- a higher limit can be approached anew
  delete from usage_thresholds k using usage_periods p
  where k.tenant_id = tenant and p.tenant_id = tenant and k.period_start = due.period_start and p.period_start = due.period_start
    and p.used * 100 < p.lim * k.threshold;
  perform usage_announce(array[tenant], array[due.period_start]);
end $$;

create function usage_summary(tenant uuid)
returns table (used bigint, reserved bigint, lim bigint, ceiling bigint, period_start timestamptz, period_end timestamptz)
language sql stable as $$
  select p.used, p.reserved, p.lim, p.ceiling, p.period_start, p.period_end from usage_current(tenant, now()) p
  union all
  select coalesce(p.used, 0), coalesce(p.reserved, 0), w.lim, greatest(w.ceiling, coalesce(p.used + p.reserved, 0)), w.period_start, w.period_end
  from usage_window(tenant, now()) w
  left join usage_periods p on p.tenant_id = tenant and p.period_start = w.period_start
  where not exists (select 1 from usage_current(tenant, now()))
$$;
`;

/**
 * Serialises what is applied to one tenant's billing. Stripe is read outside any transaction; whoever applies what it read first
 * moves the revision it started from, and starts over when somebody else was faster. So an older state never lands on a newer one.
 */
const REVISIONS = `
create table billing_revisions (
  tenant_id uuid primary key references tenants (id),
  revision bigint not null default 0
);
grant select, insert, update on billing_revisions to orbis_app, orbis_platform;
alter table billing_revisions enable row level security;
alter table billing_revisions force row level security;
create policy tenant_only on billing_revisions to orbis_app
  using (tenant_id = current_setting('app.tenant')::uuid) with check (tenant_id = current_setting('app.tenant')::uuid);
create policy all_tenants on billing_revisions to orbis_platform using (true) with check (true);
`;

/** The one thing a tenant's transaction may do to the inbox of Stripe events: finish the event it has just applied. */
const FINISH = `
create function finish_stripe_event(event_id text, finished_at timestamptz) returns void
language sql security definer set search_path = public, pg_temp as $$
  update stripe_events
  set status = 'done', tenant_id = current_setting('app.tenant')::uuid, error = null, processed_at = finished_at
  where id = event_id
$$;
revoke execute on function finish_stripe_event(text, timestamptz) from public;
grant execute on function finish_stripe_event(text, timestamptz) to orbis_app;
`;

/** Exact metering in SQL: one statement admits a batch, one row lock per tenant and period, counter and events in one commit. */
export class UsageFunctions1764000001000 implements MigrationInterface {
  name = 'UsageFunctions1764000001000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const part of [UUID_V7, WINDOW, CURRENT, THRESHOLDS, ADMIT, RESOLVE, PLAN, REVISIONS, FINISH]) await queryRunner.query(part);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
