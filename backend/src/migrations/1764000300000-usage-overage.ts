import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { secureTenantTable } from './tenant-table.js';

/**
 * `free_until`: where a free month ends unless a plan is bought before; null for paid periods. The overage of a period is what was counted
 * beyond its limit while overage was sold: finished stretches are added up in `overage_closed`, the running one began at `overage_since`.
 */
const COLUMNS = `
alter table usage_periods
  add column free_until timestamptz,
  add column overage_since bigint check (overage_since >= 0),
  add column overage_closed bigint not null default 0 check (overage_closed >= 0);
create index usage_periods_overage on usage_periods (period_end) where overage_since is not null or overage_closed > 0;
update usage_periods p set free_until = (usage_month(t.time_zone, p.period_start)).period_end
from tenants t where t.id = p.tenant_id and p.ceiling = p.lim;

alter table usage_events add column counted_at_used bigint;
comment on column usage_events.counted_at_used is 'Of a settled reservation: the count right after it was settled; used_after is the count when it was made';
`;

/** Slices of overage on their way to Stripe. Slices of a period follow each other without gap or overlap, whoever claims them. */
const REPORTS = `
create table meter_reports (
  id uuid primary key default uuid_v7(),
  tenant_id uuid not null references tenants (id),
  period_start timestamptz not null,
  from_quantity bigint not null check (from_quantity >= 0),
  to_quantity bigint not null check (to_quantity > from_quantity),
  identifier text not null unique,
  stripe_customer_id text not null,
  event_at timestamptz not null,
  status text not null default 'pending' check (status in ('pending','sent','parked')),
  attempts integer not null default 0,
  first_attempt_at timestamptz,
  claimed_until timestamptz,
  sent_at timestamptz,
  error text,
  created_at timestamptz not null,
  unique (tenant_id, period_start, from_quantity),
  foreign key (tenant_id, period_start) references usage_periods (tenant_id, period_start)
);
comment on column meter_reports.to_quantity is 'Overage of the period reported with this slice and all before it';
create index meter_reports_pending on meter_reports (created_at) where status = 'pending';
`;

/** The thresholds of the contract (USAGE_THRESHOLDS), smallest first: the one place where SQL knows them. */
const LEVELS = `
create function usage_levels() returns smallint[] language sql immutable parallel safe as $$ select array[80, 100]::smallint[] $$;

create or replace function usage_announce(tenants uuid[], starts timestamptz[]) returns void language sql as $$
  with reached as (
    insert into usage_thresholds (tenant_id, period_start, threshold, used, lim)
    select p.tenant_id, p.period_start, t.threshold, p.used, p.lim
    from unnest(tenants, starts) h (tenant_id, period_start)
    join usage_periods p using (tenant_id, period_start)
    cross join unnest(usage_levels()) t (threshold)
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
 * Which period a tenant is in. Paid: months counted from the start of the subscription's period, so that a year holds twelve of them.
 * Free: calendar months of the tenant's zone, each beginning where the last one ended; a new zone moves the end of the next, never the
 * present one, and never opens a month shorter than half of one.
 */
const WINDOW = `
create function usage_share(paid_start timestamptz, paid_end timestamptz, at timestamptz, out period_start timestamptz, out period_end timestamptz)
language plpgsql immutable as $$
declare
  anchor timestamp := paid_start at time zone 'UTC';
  months integer := 0;
begin
  period_end := paid_start;
  loop
    months := months + 1;
    period_start := period_end;
    period_end := (anchor + make_interval(months => months)) at time zone 'UTC';
    -- the last month takes what is left: Stripe's own anchor may be a day the first month did not have
    if (anchor + make_interval(months => months + 1)) at time zone 'UTC' > paid_end then
      period_end := paid_end;
    end if;
    exit when at < period_end or period_end = paid_end;
  end loop;
end $$;

create function usage_free_month(tenant uuid, zone text, at timestamptz, out period_start timestamptz, out period_end timestamptz)
language plpgsql stable as $$
begin
  select p.period_start, p.free_until into period_start, period_end from usage_periods p
  where p.tenant_id = tenant and p.free_until is not null and p.period_start <= at
  order by p.period_start desc limit 1;
  if not found then
    select m.period_start, m.period_end into period_start, period_end from usage_month(zone, at) m;
  end if;
  while at >= period_end loop
    period_start := period_end;
    select m.period_end into period_end from usage_month(zone, period_start) m;
    if period_end - period_start < interval '15 days' then
      select m.period_end into period_end from usage_month(zone, period_end) m;
    end if;
  end loop;
end $$;

create function minor_unit_micros(currency text) returns integer language sql immutable parallel safe as $$
  select case
    when currency in ('bif','clp','djf','gnf','jpy','kmf','krw','mga','pyg','rwf','ugx','vnd','vuv','xaf','xof','xpf') then 1000000
    when currency in ('bhd','jod','kwd','omr','tnd') then 1000
    else 10000
  end
$$;

create function usage_overage(p usage_periods) returns bigint language sql immutable parallel safe as $$
  select p.overage_closed + case when p.overage_since is null then 0 else greatest(0, p.used - greatest(p.lim, p.overage_since)) end
$$;

drop function usage_window(uuid, timestamptz);
create function usage_window(tenant uuid, at timestamptz)
returns table (period_start timestamptz, period_end timestamptz, lim bigint, ceiling bigint, free_until timestamptz, sells_overage boolean)
language plpgsql stable as $$
declare
  plan record;
  live record;
begin
  select t.time_zone, p.code, p.currency, p.overage_unit_micros, p.conversation_limit::bigint as lim into plan
  from tenants t join plans p on p.code = t.subscription_tier where t.id = tenant;
  if not found then
    raise exception 'tenant % does not exist', tenant using errcode = 'foreign_key_violation';
  end if;
  lim := plan.lim;
  ceiling := plan.lim;
  sells_overage := false;
  if plan.code = 'free' then
    select m.period_start, m.period_end into period_start, period_end from usage_free_month(tenant, plan.time_zone, at) m;
    free_until := period_end;
    return next;
    return;
  end if;
  ceiling := plan.lim + plan.lim * 10 / 100;
  select s.status, s.current_period_start, s.current_period_end, b.overage_cap into live
  from subscriptions s
  left join billing_profiles b on b.tenant_id = s.tenant_id and b.is_overage_enabled
  where s.tenant_id = tenant and s.status in ('trialing', 'active', 'past_due') and s.current_period_end > s.current_period_start
  limit 1;
  if not found then
    select m.period_start, m.period_end into period_start, period_end from usage_month(plan.time_zone, at) m;
    return next;
    return;
  end if;
  -- a trial pays for nothing, so it has nothing to sell beyond its limit
  sells_overage := live.overage_cap is not null and plan.overage_unit_micros is not null and live.status <> 'trialing';
  if sells_overage then
    ceiling := plan.lim + live.overage_cap * minor_unit_micros(plan.currency) / plan.overage_unit_micros;
  end if;
  if at >= live.current_period_start and at < live.current_period_end then
    select m.period_start, m.period_end into period_start, period_end
    from usage_share(live.current_period_start, live.current_period_end, at) m;
  else
    select m.period_start, m.period_end into period_start, period_end
    from usage_roll(live.current_period_start, live.current_period_end, at) m;
  end if;
  return next;
end $$;
`;

const CURRENT = `
create or replace function usage_open(tenants uuid[]) returns void language sql as $$
  insert into usage_periods as p (tenant_id, period_start, period_end, lim, ceiling, free_until, overage_since)
  select t.tenant_id, w.period_start, w.period_end, w.lim, w.ceiling, w.free_until, case when w.sells_overage then 0 end
  from (select distinct u.tenant_id from unnest(tenants) u (tenant_id) order by 1) t
  cross join lateral usage_window(t.tenant_id, now()) w
  where not exists (select 1 from usage_current(t.tenant_id, now()))
  -- a month that was closed by an upgrade goes on where it stopped when the tenant comes back to it
  on conflict (tenant_id, period_start) do update
  set period_end = excluded.period_end, lim = excluded.lim, ceiling = greatest(excluded.ceiling, p.used + p.reserved),
      free_until = coalesce(excluded.free_until, p.free_until), overage_closed = usage_overage(p),
      overage_since = case when excluded.overage_since is not null then p.used end
  where p.period_end <= now()
$$;

create or replace function usage_apply_plan(tenant uuid) returns void language plpgsql as $$
declare
  due record;
begin
  perform 1 from usage_periods p where p.tenant_id = tenant and p.period_end > now() order by p.period_start for update;
  select * into due from usage_window(tenant, now());
  update usage_periods p set period_end = now()
  where p.tenant_id = tenant and p.period_start <> due.period_start and p.period_start <= now() and p.period_end > now();
  insert into usage_periods as p (tenant_id, period_start, period_end, lim, ceiling, free_until, overage_since)
  values (tenant, due.period_start, due.period_end, due.lim, due.ceiling, due.free_until, case when due.sells_overage then 0 end)
  -- the stretch so far is closed under the terms it ran under; the next one begins at the present count
  on conflict (tenant_id, period_start) do update
  set period_end = excluded.period_end, lim = excluded.lim, ceiling = greatest(excluded.ceiling, p.used + p.reserved),
      free_until = coalesce(excluded.free_until, p.free_until), overage_closed = usage_overage(p),
      overage_since = case when excluded.overage_since is not null then p.used end;
  -- a higher limit can be approached anew
  delete from usage_thresholds k using usage_periods p
  where k.tenant_id = tenant and p.tenant_id = tenant and k.period_start = due.period_start and p.period_start = due.period_start
    and p.used * 100 < p.lim * k.threshold;
  perform usage_announce(array[tenant], array[due.period_start]);
end $$;

drop function usage_summary(uuid);
create function usage_summary(tenant uuid)
returns table (used bigint, reserved bigint, lim bigint, ceiling bigint, period_start timestamptz, period_end timestamptz, overage bigint)
language sql stable as $$
  select p.used, p.reserved, p.lim, p.ceiling, p.period_start, p.period_end, usage_overage(p) from usage_current(tenant, now()) p
  union all
  select coalesce(p.used, 0), coalesce(p.reserved, 0), w.lim, greatest(w.ceiling, coalesce(p.used + p.reserved, 0)), w.period_start, w.period_end,
    coalesce(usage_overage(p), 0)
  from usage_window(tenant, now()) w
  left join usage_periods p on p.tenant_id = tenant and p.period_start = w.period_start
  where not exists (select 1 from usage_current(tenant, now()))
$$;
`;

/** As before, and each reservation keeps the count it was settled at. */
const SETTLE = `
create or replace function usage_settle(tenants uuid[], keys text[]) returns table (ord integer, status text, used bigint, lim bigint)
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
    select i.*, p.used + sum(i.quantity) over (partition by i.tenant_id, i.period_start order by i.ord) as counted_at_used
    from item i
    join usage_periods p on p.tenant_id = i.tenant_id and p.period_start = i.period_start
    left join late l on l.ord = i.ord
    where i.ord = i.first_ord and (i.state = 'reserved' or (i.state = 'released' and l.fits))
  ),
  counted as (
    update usage_events e set state = 'counted', at = now(), counted_at_used = d.counted_at_used from due d
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
`;

/**
 * What was counted beyond the limits and is not claimed yet becomes a slice: at once when it is the first of its period, then hourly, and
 * without waiting in the last hour before the period or its invoice ends. It is dated inside its period; what comes later than half an hour
 * after the end is dated now and so goes to the next invoice, because the draft of the last one may be closed any moment (it stays open for
 * an hour).
 */
const CLAIM = `
create function usage_claim_reports(at timestamptz, slice integer) returns integer language plpgsql as $$
declare
  claimed integer;
begin
  insert into meter_reports (tenant_id, period_start, from_quantity, to_quantity, identifier, stripe_customer_id, event_at, created_at)
  select p.tenant_id, p.period_start, r.reported, usage_overage(p),
    'ovg_' || replace(p.tenant_id::text, '-', '') || '_' || extract(epoch from p.period_start)::bigint || '_' || r.reported,
    t.stripe_customer_id,
    case when at < p.period_end + interval '30 minutes'
      then greatest(p.period_start, least(at, p.period_end - interval '1 second')) else at end,
    at
  from usage_periods p
  join tenants t on t.id = p.tenant_id and t.stripe_customer_id is not null
  cross join lateral (
    select coalesce(max(m.to_quantity), 0) as reported, max(m.created_at) as last_at
    from meter_reports m where m.tenant_id = p.tenant_id and m.period_start = p.period_start
  ) r
  where (p.overage_since is not null or p.overage_closed > 0) and p.period_end > at - interval '34 days'
    and usage_overage(p) > r.reported
    and (r.last_at is null or r.last_at <= at - interval '1 hour' or at >= p.period_end - interval '1 hour'
      or exists (
        select 1 from subscriptions s where s.tenant_id = p.tenant_id and s.status in ('active', 'past_due')
          and s.current_period_end between at and at + interval '1 hour'))
  order by p.tenant_id, p.period_start
  limit slice
  on conflict (tenant_id, period_start, from_quantity) do nothing;
  get diagnostics claimed = row_count;
  return claimed;
end $$;
`;

/** Plans by the year count by the month; conversations beyond the limit can be sold; every counted unit can be shown. */
export class UsageOverage1764000300000 implements MigrationInterface {
  name = 'UsageOverage1764000300000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const part of [COLUMNS, REPORTS, LEVELS, WINDOW, CURRENT, SETTLE, CLAIM]) await queryRunner.query(part);
    await queryRunner.query('grant select, insert, update on meter_reports to orbis_app, orbis_platform');
    await secureTenantTable(queryRunner, 'meter_reports');
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
