import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { secureTenantTable } from './tenant-table.js';

/**
 * What staff changed about a tenant's monthly limit. Rows are added and withdrawn, never edited: they are the history too. All instants are
 * the database's, as those of the usage periods are. `limits_until`: when the limit of a period changes by itself; null for not before its end.
 */
const TABLES = `
create table limit_adjustments (
  id uuid primary key,
  tenant_id uuid not null references tenants (id),
  kind text not null check (kind in ('override','grant')),
  recurrence text check (recurrence in ('once','each_period')),
  quantity bigint not null check (quantity > 0),
  starts_at timestamptz not null,
  ends_at timestamptz check (ends_at > starts_at),
  reason text not null,
  staff_id uuid not null,
  withdrawn_at timestamptz check (withdrawn_at >= starts_at),
  withdrawn_reason text,
  withdrawn_by uuid,
  check ((kind = 'grant') = (recurrence is not null)),
  check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawn_reason is null))
);
comment on column limit_adjustments.quantity is 'Of an override: the limit itself. Of a grant: what comes on top';
create index limit_adjustments_tenant on limit_adjustments (tenant_id, starts_at desc);

create table limit_revisions (
  tenant_id uuid primary key references tenants (id),
  revision bigint not null
);

alter table usage_periods add column limits_until timestamptz;
create index usage_periods_limits_until on usage_periods (limits_until) where limits_until is not null;
`;

/** The limit of a tenant at an instant: its plan's, or the latest override's, and the grants on top. domain/effective-limit.ts says the same. */
const LIMIT = `
create function usage_limit(tenant uuid, plan_limit bigint, at timestamptz, out lim bigint, out until timestamptz)
language sql stable as $$
  with known as (
    select a.id, a.kind, a.quantity, a.starts_at, least(a.ends_at, a.withdrawn_at) as ends_at
    from limit_adjustments a where a.tenant_id = tenant
  ),
  live as (
    select * from known k where k.starts_at <= at and (k.ends_at is null or k.ends_at > at)
  )
  select
    coalesce((select l.quantity from live l where l.kind = 'override' order by l.starts_at desc, l.id desc limit 1), plan_limit)
      + coalesce((select sum(l.quantity) from live l where l.kind = 'grant'), 0)::bigint,
    (select min(case when k.starts_at > at then k.starts_at else k.ends_at end) from known k
     where k.starts_at > at and (k.ends_at is null or k.ends_at > k.starts_at) or k.starts_at <= at and k.ends_at > at)
$$;

drop function usage_window(uuid, timestamptz);
create function usage_window(tenant uuid, at timestamptz)
returns table (period_start timestamptz, period_end timestamptz, lim bigint, ceiling bigint, free_until timestamptz, sells_overage boolean,
  limits_until timestamptz)
language plpgsql stable as $$
declare
  plan record;
  live record;
begin
  select t.time_zone, p.code, p.currency, p.overage_unit_micros, l.lim, l.until into plan
  from tenants t join plans p on p.code = t.subscription_tier
  cross join lateral usage_limit(t.id, p.conversation_limit, at) l where t.id = tenant;
  if not found then
    raise exception 'tenant % does not exist', tenant using errcode = 'foreign_key_violation';
  end if;
  lim := plan.lim;
  ceiling := plan.lim;
  limits_until := plan.until;
  sells_overage := false;
  if plan.code = 'free' then
    select m.period_start, m.period_end into period_start, period_end from usage_free_month(tenant, plan.time_zone, at) m;
    free_until := period_end;
    return next;
    return;
  end if;
  ceiling := plan.lim + plan.lim * 10 / 100;
  select s.status, s.current_period_start, s.current_period_end,
    case when s.stripe_overage_item_id is not null then b.overage_cap end as overage_cap into live
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

/**
 * A period whose limit changed by itself is not current any more: whoever reads it reckons its limit anew, whoever admits into it first puts
 * it right, under the lock of its row. So an expiry holds at its second, whether or not a job ran.
 */
const CURRENT = `
create or replace function usage_current(tenant uuid, at timestamptz) returns setof usage_periods language sql stable as $$
  select * from usage_periods p where p.tenant_id = tenant and p.period_start <= at and p.period_end > at
    and (p.limits_until is null or p.limits_until > at)
  order by p.period_start desc limit 1
$$;

-- a higher limit can be approached anew
create function usage_forget_thresholds(tenants uuid[]) returns void language sql as $$
  delete from usage_thresholds k using usage_periods p
  where k.tenant_id = any(tenants) and p.tenant_id = k.tenant_id and p.period_start = k.period_start
    and p.period_start <= now() and p.period_end > now() and p.used * 100 < p.lim * k.threshold
$$;

create or replace function usage_open(tenants uuid[]) returns void language sql as $$
  insert into usage_periods as p (tenant_id, period_start, period_end, lim, ceiling, free_until, overage_since, limits_until)
  select t.tenant_id, w.period_start, w.period_end, w.lim, w.ceiling, w.free_until, case when w.sells_overage then 0 end, w.limits_until
  from (select distinct u.tenant_id from unnest(tenants) u (tenant_id) order by 1) t
  cross join lateral usage_window(t.tenant_id, now()) w
  where not exists (select 1 from usage_current(t.tenant_id, now()))
  -- a month that was closed by an upgrade goes on where it stopped when the tenant comes back to it
  on conflict (tenant_id, period_start) do update
  set period_end = excluded.period_end, lim = excluded.lim, ceiling = greatest(excluded.ceiling, p.used + p.reserved),
      free_until = coalesce(excluded.free_until, p.free_until), overage_closed = usage_overage(p),
      overage_since = case when excluded.overage_since is not null then p.used end, limits_until = excluded.limits_until
  where p.period_end <= now() or p.limits_until <= now();
  select usage_forget_thresholds(tenants);
$$;

create or replace function usage_lock(tenants uuid[], out held_tenants uuid[], out starts timestamptz[], out ends timestamptz[],
  out used bigint[], out reserved bigint[], out lim bigint[], out ceiling bigint[]) language plpgsql as $$
declare
  wanted integer := (select count(distinct u) from unnest(tenants) u);
  is_overtaken boolean;
begin
  for attempt in 1 .. 5 loop
    select array_agg(l.tenant_id), array_agg(l.period_start), array_agg(l.period_end),
      array_agg(l.used), array_agg(l.reserved), array_agg(l.lim), array_agg(l.ceiling), bool_or(l.limits_until <= now())
    into held_tenants, starts, ends, used, reserved, lim, ceiling, is_overtaken
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
    if cardinality(held_tenants) = wanted and is_overtaken is not true then
      return;
    end if;
    -- limits that changed by themselves are put right in rows that are locked already, so this waits for nobody
    perform usage_open(tenants);
  end loop;
  raise exception 'usage periods keep changing' using errcode = 'serialization_failure';
end $$;

create or replace function usage_apply_plan(tenant uuid) returns void language plpgsql as $$
declare
  due record;
begin
  perform 1 from usage_periods p where p.tenant_id = tenant and p.period_end > now() order by p.period_start for update;
  select * into due from usage_window(tenant, now());
  update usage_periods p set period_end = now()
  where p.tenant_id = tenant and p.period_start <> due.period_start and p.period_start <= now() and p.period_end > now();
  insert into usage_periods as p (tenant_id, period_start, period_end, lim, ceiling, free_until, overage_since, limits_until)
  values (tenant, due.period_start, due.period_end, due.lim, due.ceiling, due.free_until, case when due.sells_overage then 0 end,
    due.limits_until)
  -- the stretch so far is closed under the terms it ran under; the next one begins at the present count
  on conflict (tenant_id, period_start) do update
  set period_end = excluded.period_end, lim = excluded.lim, ceiling = greatest(excluded.ceiling, p.used + p.reserved),
      free_until = coalesce(excluded.free_until, p.free_until), overage_closed = usage_overage(p),
      overage_since = case when excluded.overage_since is not null then p.used end, limits_until = excluded.limits_until;
  perform usage_forget_thresholds(array[tenant]);
  perform usage_announce(array[tenant], array[due.period_start]);
end $$;
`;

/** The limit of a month is the plan's, unless staff said otherwise, and for as long as they said. */
export class LimitAdjustments1764003100000 implements MigrationInterface {
  name = 'LimitAdjustments1764003100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const part of [TABLES, LIMIT, CURRENT]) await queryRunner.query(part);
    for (const table of ['limit_adjustments', 'limit_revisions']) {
      await queryRunner.query(`grant select, insert, update on ${table} to orbis_app, orbis_platform`);
      await secureTenantTable(queryRunner, table);
    }
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
