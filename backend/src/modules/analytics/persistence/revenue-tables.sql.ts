/**
 * Revenue from the ledger, never from state. `$1` is the moment of the report, `$2` its zone, `$3` its currency. `net` has a line per tenant and
 * month in which something moved: who came and upgraded in the same month is new with what it came to (metrics.md). Because each line starts
 * where the tenant's last one ended, the months add up to the cent.
 */
export const NET_MOVEMENTS = `
real_tenants as (select id, name, created_at from tenants where not is_internal),
moves as (
  select m.tenant_id, date_trunc('month', m.occurred_at at time zone $2)::date as month, m.occurred_at, m.mrr_before, m.mrr_after, m.plan_from, m.plan_to
    from mrr_movements m join real_tenants t on t.id = m.tenant_id
   where m.occurred_at <= $1 and m.currency = $3),
lines as (
  select tenant_id, month, max(occurred_at) as last_at, sum(mrr_after - mrr_before)::bigint as delta,
         (sum(sum(mrr_after - mrr_before)) over (partition by tenant_id order by month))::bigint as after,
         row_number() over (partition by tenant_id order by month) = 1 as is_first
    from moves group by tenant_id, month),
net as (
  select tenant_id, month, last_at, after - delta as before, after, delta,
         case when delta = 0 then null
              when after = 0 then 'churn'
              when after = delta then case when is_first then 'new' else 'reactivation' end
              when delta > 0 then 'expansion' else 'contraction' end as kind
    from lines)`;

const KINDS = ['new', 'expansion', 'reactivation', 'contraction', 'churn'] as const;
const ofKind = (write: (kind: string) => string): string => KINDS.map((kind) => `'${kind}', ${write(kind)}`).join(', ');

/** What moved in each month, of all tenants together. */
const FLOWS_BY_MONTH = `
flows as (
  select month, sum(delta)::bigint as delta, sum((after > 0)::int - (before > 0)::int)::int as payers,
         json_build_object(${ofKind((kind) => `coalesce(sum(abs(delta)) filter (where kind = '${kind}'), 0)`)}) as movements,
         json_build_object(${ofKind((kind) => `count(*) filter (where kind = '${kind}')`)}) as tenants
    from net group by month)`;

/** What each plan has at the end of a month: what came to it less what left it, ever since. */
const PLANS = `
plan_moves as (
  select month, plan, sum(mrr)::bigint as mrr, sum(payers)::int as payers from (
    select month, plan_to as plan, mrr_after as mrr, 1 as payers from moves where mrr_after > 0
    union all
    select month, plan_from, -mrr_before, -1 from moves where mrr_before > 0) p
   group by month, plan),
plan_now as (select plan, sum(mrr)::bigint as mrr, sum(payers)::int as payers from plan_moves group by plan)`;

/** What is paid now, and what of it is in danger. */
const NOW = `
live as (
  select s.id, s.tenant_id, s.status, s.amount, s.cancel_at_period_end, s.plan_code, s.past_due_since,
         coalesce(s.cancel_at, s.current_period_end) as ends_at
    from subscriptions s join real_tenants t on t.id = s.tenant_id
   where s.status in ('active', 'past_due') and s.currency = $3),
standing as (
  select (select coalesce(sum(delta), 0)::bigint from net) as mrr,
         (select coalesce(sum((after > 0)::int - (before > 0)::int), 0)::int from net) as payers,
         (select coalesce(sum(amount), 0)::bigint from live where status = 'past_due') as "atRisk",
         (select coalesce(sum(amount), 0)::bigint from live where cancel_at_period_end) as ending,
         (select coalesce(sum(amount), 0)::bigint from live) as subscribed)`;

/**
 * The tables that every figure of recurring revenue is read from, wherever it is shown: a statement that begins with them has the same
 * figure as all others, and in the snapshot of whatever else it reads. `standing` is now, `flows` each month's movements, `plan_moves` what
 * came to each plan and left it, `plan_now` what each has.
 */
export const REVENUE_TABLES = [NET_MOVEMENTS, FLOWS_BY_MONTH, PLANS, NOW].map((part) => part.trim()).join(',\n');

/** In what zone and money the console's pages without a choice show revenue; the second and third parameter of these tables. */
export const REVENUE_SCOPE = ['UTC', 'usd'] as const;
