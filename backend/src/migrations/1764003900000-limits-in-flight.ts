import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Where a stretch of overage begins when the terms change: what is counted, and what was admitted within the limit that ends but is not
 * counted yet. Without the latter, a conversation that began under a grant and was settled after its end would be sold as overage.
 */
const SINCE = `
create function usage_overage_since(p usage_periods) returns bigint language sql immutable parallel safe as $$
  select greatest(p.used, least(p.lim, p.used + p.reserved))
$$;

create function usage_running(tenant uuid, at timestamptz) returns setof usage_periods language sql stable as $$
  select * from usage_periods p where p.tenant_id = tenant and p.period_start <= at and p.period_end > at
  order by p.period_start desc limit 1
$$;

create or replace function usage_open(tenants uuid[]) returns void language sql as $$
  -- a limit that changed by itself changes in the period that runs: its borders are not its business, and may be others by now
  update usage_periods p
  set lim = w.lim, ceiling = greatest(w.ceiling, p.used + p.reserved), overage_closed = usage_overage(p),
      overage_since = case when w.sells_overage then usage_overage_since(p) end, limits_until = w.limits_until
  from (select distinct u.tenant_id from unnest(tenants) u (tenant_id)) t
  cross join lateral (select r.period_start from usage_running(t.tenant_id, now()) r where r.limits_until <= now()) r
  cross join lateral usage_window(t.tenant_id, now()) w
  where p.tenant_id = t.tenant_id and p.period_start = r.period_start and p.limits_until <= now();
  insert into usage_periods as p (tenant_id, period_start, period_end, lim, ceiling, free_until, overage_since, limits_until)
  select t.tenant_id, w.period_start, w.period_end, w.lim, w.ceiling, w.free_until, case when w.sells_overage then 0 end, w.limits_until
  from (select distinct u.tenant_id from unnest(tenants) u (tenant_id) order by 1) t
  cross join lateral usage_window(t.tenant_id, now()) w
  where not exists (select 1 from usage_current(t.tenant_id, now()))
  -- a month that was closed by an upgrade goes on where it stopped when the tenant comes back to it
  on conflict (tenant_id, period_start) do update
  set period_end = excluded.period_end, lim = excluded.lim, ceiling = greatest(excluded.ceiling, p.used + p.reserved),
      free_until = coalesce(excluded.free_until, p.free_until), overage_closed = usage_overage(p),
      overage_since = case when excluded.overage_since is not null then usage_overage_since(p) end, limits_until = excluded.limits_until
  where p.period_end <= now();
  select usage_forget_thresholds(tenants);
$$;

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
      overage_since = case when excluded.overage_since is not null then usage_overage_since(p) end, limits_until = excluded.limits_until;
  perform usage_forget_thresholds(array[tenant]);
  perform usage_announce(array[tenant], array[due.period_start]);
end $$;
`;

/** As before, and a period whose limit changed by itself is the running one all the same. */
const SUMMARY = `
create or replace function usage_summary(tenant uuid)
returns table (used bigint, reserved bigint, lim bigint, ceiling bigint, period_start timestamptz, period_end timestamptz, overage bigint)
language sql stable as $$
  select p.used, p.reserved, p.lim, p.ceiling, p.period_start, p.period_end, usage_overage(p) from usage_current(tenant, now()) p
  union all
  select coalesce(p.used, 0), coalesce(p.reserved, 0), w.lim, greatest(w.ceiling, coalesce(p.used + p.reserved, 0)),
    coalesce(r.period_start, w.period_start), coalesce(r.period_end, w.period_end), coalesce(usage_overage(p), 0)
  from usage_window(tenant, now()) w
  left join lateral usage_running(tenant, now()) r on true
  left join usage_periods p on p.tenant_id = tenant and p.period_start = coalesce(r.period_start, w.period_start)
  where not exists (select 1 from usage_current(tenant, now()))
$$;
`;

/** Conversations on their way keep the terms they were admitted under. */
export class LimitsInFlight1764003900000 implements MigrationInterface {
  name = 'LimitsInFlight1764003900000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(SINCE);
    await queryRunner.query(SUMMARY);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
