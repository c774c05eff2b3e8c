import type { RevenueList } from '@orbisvoice/shared-dto/values';
import { LOCAL_MONTH, REVENUE_SOURCES } from './revenue.sql.js';

/**
 * The rows behind each figure. `$4` and `$5` are the first days of the first and the last month, `$6` the days a sign-up has to pay, `$7` kinds
 * (null for all), `$8` a plan (null for all); each list has a row id, a tenant, and what it can tell of the other columns.
 */
const LISTS: Readonly<Record<RevenueList, string>> = {
  movements: `
    select tenant_id || ' ' || month as id, tenant_id, month, kind, null as plan, abs(delta) as amount, before, after, last_at as at, null as reference
      from net where month between $4::date and $5::date and kind is not null and ($7::text[] is null or kind = any($7))`,
  // the tile of the overview that ends now: 30 × 24 hours, whatever the calendar says
  recent: `
    select r.*, (r.after - r.before)::bigint as amount from (
      select tenant_id::text as id, tenant_id, null::date as month, null as kind, null as plan,
             coalesce(sum(mrr_after - mrr_before) filter (where occurred_at <= $1::timestamptz - interval '720 hours'), 0)::bigint as before,
             sum(mrr_after - mrr_before)::bigint as after, max(occurred_at) as at, null as reference
        from moves group by tenant_id) r
     where r.before <> r.after`,
  // who paid when a month began, and what they pay at its end: retention and churn in one list
  opening: `
    select o.*, o.before as amount from (
      select n.tenant_id || ' ' || m::date as id, n.tenant_id, m::date as month, null as kind, null as plan,
             coalesce(sum(n.delta) filter (where n.month < m::date), 0)::bigint as before, sum(n.delta)::bigint as after,
             max(n.last_at) filter (where n.month = m::date) as at, null as reference
        from generate_series($4::date::timestamp, $5::date::timestamp, interval '1 month') m join net n on n.month <= m::date
       group by n.tenant_id, m) o
     where o.before <> 0`,
  mrr: `
    select tenant_id || ' ' || coalesce(plan, '') as id, tenant_id, $5::date as month, null as kind, plan, sum(mrr)::bigint as amount,
           null::bigint as before, null::bigint as after, max(at) as at, null as reference
      from (
        select tenant_id, month, occurred_at as at, plan_to as plan, mrr_after as mrr from moves where mrr_after > 0
        union all
        select tenant_id, month, occurred_at, plan_from, -mrr_before from moves where mrr_before > 0) p
     where month <= $5::date and ($8::text is null or plan = $8)
     group by tenant_id, plan having sum(mrr) <> 0`,
  committed: `
    select tenant_id::text as id, tenant_id, null::date as month, null as kind, null as plan, (mrr - ending)::bigint as amount, mrr::bigint as before,
           (mrr - ending)::bigint as after, null::timestamptz as at, null as reference
      from (select tenant_id, sum(mrr) as mrr, sum(ending) as ending from (
              select tenant_id, delta as mrr, 0 as ending from net
              union all select tenant_id, 0, amount from live where cancel_at_period_end) both_sides group by tenant_id) s
     where mrr <> 0 or ending <> 0`,
  at_risk: `
    select id::text, tenant_id, null::date as month, null as kind, plan_code as plan, amount, null::bigint as before, null::bigint as after,
           past_due_since as at, null as reference
      from live where status = 'past_due'`,
  ending: `
    select id::text, tenant_id, null::date as month, null as kind, plan_code as plan, amount, null::bigint as before, null::bigint as after,
           ends_at as at, null as reference
      from live where cancel_at_period_end`,
  difference: `
    select tenant_id::text as id, tenant_id, null::date as month, null as kind, null as plan, (ledger - subscribed)::bigint as amount,
           subscribed::bigint as before, ledger::bigint as after, null::timestamptz as at, null as reference
      from (select tenant_id, sum(ledger) as ledger, sum(subscribed) as subscribed from (
              select tenant_id, delta as ledger, 0 as subscribed from net
              union all select tenant_id, 0, amount from live) both_sides group by tenant_id) s
     where ledger <> subscribed`,
  cohort: `
    select c.*, c.after as amount from (
      select n.tenant_id::text as id, n.tenant_id, f.cohort as month, null as kind, null as plan,
             coalesce(sum(n.delta) filter (where n.month <= f.cohort), 0)::bigint as before, sum(n.delta)::bigint as after, max(n.last_at) as at,
             null as reference
        from first_paid f join net n using (tenant_id) where f.cohort = $4::date and n.month <= $5::date group by n.tenant_id, f.cohort) c`,
  sign_ups: `
    select tenant_id::text as id, tenant_id, month, case when is_paid then 'paid' end as kind, null as plan, null::bigint as amount,
           null::bigint as before, null::bigint as after, created_at as at, null as reference
      from sign_ups where month between $4::date and $5::date and ($7::text[] is null or is_paid)`,
  cash: `
    select id::text, tenant_id, ${LOCAL_MONTH('at')} as month, kind, null as plan, amount, null::bigint as before, null::bigint as after, at, reference
      from cash_rows
     where ${LOCAL_MONTH('at')} between $4::date and $5::date and amount <> 0 and ($7::text[] is null or kind = any($7))`,
};

/** A page of a list, the largest amounts first, after the row `($9, $10)`. Every statement mentions every parameter, so that one call fits all. */
export const revenueRows = (of: RevenueList): string => `
with ${REVENUE_SOURCES},
asked as (select $1::timestamptz, $2::text, $3::text, $4::date, $5::date, $6::int, $7::text[], $8::text),
found as (${LISTS[of]})
select f.id, f.tenant_id as "tenantId", t.name as "tenantName", to_char(f.month, 'YYYY-MM') as month, f.kind, f.plan, f.amount, f.before, f.after,
       f.at, f.reference
  from found f join real_tenants t on t.id = f.tenant_id
 where ($9::bigint is null or (-coalesce(f.amount, 0), f.id) > (-$9::bigint, $10::text))
 order by coalesce(f.amount, 0) desc, f.id
 limit $11`;
