import { NET_MOVEMENTS, REVENUE_TABLES } from './revenue-tables.sql.js';

/** Of an invoice the part that is tax, in the proportion of what was paid of it. */
const NET_OF_TAX = (amount: string): string => `(${amount} - coalesce(round(i.tax::numeric * ${amount} / nullif(i.total, 0)), 0))::bigint`;
export const LOCAL_MONTH = (instant: string): string => `date_trunc('month', ${instant} at time zone $2)::date`;

/** Money that came and went, piece by piece. A refund without its invoice is taken as it is. */
const CASH_ROWS = `
cash_rows as (
  select i.tenant_id, i.id, 'paid' as kind, ${NET_OF_TAX('i.amount_paid')} as amount, i.paid_at as at,
         coalesce(i.number, i.stripe_invoice_id) as reference
    from invoices i join real_tenants t on t.id = i.tenant_id where i.paid_at <= $1 and i.currency = $3
  union all
  select r.tenant_id, r.id, 'refunded', ${NET_OF_TAX('r.amount')}, r.created_at, r.stripe_refund_id
    from refunds r join real_tenants t on t.id = r.tenant_id left join invoices i on i.stripe_invoice_id = r.stripe_invoice_id
   where r.status = 'succeeded' and r.created_at <= $1 and r.currency = $3
  union all
  select d.tenant_id, d.id, 'disputed', ${NET_OF_TAX('d.amount')}, d.closed_at, d.stripe_dispute_id
    from disputes d join real_tenants t on t.id = d.tenant_id left join invoices i on i.stripe_invoice_id = d.stripe_invoice_id
   where d.status = 'lost' and d.closed_at <= $1 and d.currency = $3)`;

const cashOf = (kind: string): string => `coalesce(sum(amount) filter (where kind = '${kind}'), 0)::bigint as ${kind}`;
/** The same by the month it happened. */
const CASH = `
cash as (select ${LOCAL_MONTH('at')} as month, ${['paid', 'refunded', 'disputed'].map(cashOf).join(', ')} from cash_rows group by 1)`;

/** The month of a tenant's first payment. */
const FIRST_PAID = `
first_paid as (select tenant_id, min(month) as cohort from moves where mrr_after > 0 group by tenant_id)`;

/** Tenants by the month of their first payment. */
const COHORTS = `
cohort_moves as (
  select f.cohort, n.month, sum(n.delta)::bigint as mrr, sum((n.after > 0)::int - (n.before > 0)::int)::int as payers
    from net n join first_paid f using (tenant_id) where f.cohort between $4::date and $5::date group by 1, 2),
cohort_sizes as (select cohort, count(*)::int as size from first_paid where cohort between $4::date and $5::date group by cohort)`;

/** Sign-ups, and whether their first paid invoice came in time; `$6` is how many days they have for it. */
const SIGN_UPS = `
sign_ups as (
  select s.*, coalesce(s.paid_at < s.created_at + make_interval(days => $6::int), false) as is_paid from (
    select t.id as tenant_id, ${LOCAL_MONTH('t.created_at')} as month, t.created_at,
           (select min(i.paid_at) from invoices i where i.tenant_id = t.id and i.amount_paid > 0 and i.paid_at <= $1) as paid_at
      from real_tenants t where t.created_at <= $1) s)`;

const FUNNEL = `
funnel as (
  select month, count(*)::int as "signUps", count(*) filter (where is_paid)::int as paid
    from sign_ups where month between $4::date and $5::date group by month)`;

/** What rows are listed from: the same tables as the report's. */
export const REVENUE_SOURCES = [REVENUE_TABLES, CASH_ROWS, FIRST_PAID, SIGN_UPS].map((part) => part.trim()).join(',\n');

/** Who left because a payment failed: the last invoice with something to pay was never paid. */
const UNPAID = `
unpaid as (
  select n.month, count(*)::int as tenants from net n
   cross join lateral (select i.status from invoices i where i.tenant_id = n.tenant_id and i.total > 0 and i.created_at <= n.last_at
                        order by i.created_at desc, i.id desc limit 1) i
   where n.kind = 'churn' and i.status <> 'paid' group by n.month)`;

const MONTHS = `
months as (
  select m::date as month, (m + interval '1 month')::date as next from generate_series($4::date::timestamp, $5::date::timestamp, interval '1 month') m),
month_rows as (
  select to_char(m.month, 'YYYY-MM') as month, m.next::timestamp at time zone $2 > $1 as "isOpen",
         (select coalesce(sum(f.delta), 0)::bigint from flows f where f.month < m.month) as "mrrStart",
         (select coalesce(sum(f.payers), 0)::int from flows f where f.month < m.month) as "payersStart",
         (select coalesce(sum(f.payers), 0)::int from flows f where f.month <= m.month) as "payersEnd",
         f.movements, f.tenants, coalesce(u.tenants, 0) as "churnedByFailedPayment",
         json_build_object('paid', coalesce(c.paid, 0), 'refunded', coalesce(c.refunded, 0), 'disputed', coalesce(c.disputed, 0)) as cash,
         (select json_agg(json_build_object('tier', p.code, 'mrr', coalesce(s.mrr, 0), 'payers', coalesce(s.payers, 0)) order by p.position)
            from plans p left join (select plan, sum(mrr)::bigint as mrr, sum(payers)::int as payers
                                      from plan_moves where plan_moves.month <= m.month group by plan) s on s.plan = p.code
           where p.price_monthly > 0 or s.mrr > 0) as plans
    from months m left join flows f using (month) left join cash c using (month) left join unpaid u using (month)),
cohort_rows as (
  select to_char(s.cohort, 'YYYY-MM') as month, s.size,
         (select json_agg(json_build_object('index', k.index, 'mrr', k.mrr, 'payers', k.payers, 'isOpen', k."isOpen") order by k.index) from (
            select (row_number() over (order by m) - 1)::int as index, (m + interval '1 month') at time zone $2 > $1 as "isOpen",
                   (select coalesce(sum(c.mrr), 0)::bigint from cohort_moves c where c.cohort = s.cohort and c.month <= m::date) as mrr,
                   (select coalesce(sum(c.payers), 0)::int from cohort_moves c where c.cohort = s.cohort and c.month <= m::date) as payers
              from generate_series(s.cohort::timestamp, $5::date::timestamp, interval '1 month') m) k) as months
    from cohort_sizes s),
funnel_rows as (
  select to_char(m.month, 'YYYY-MM') as month, coalesce(f."signUps", 0) as "signUps", coalesce(f.paid, 0) as paid,
         m.next::timestamp at time zone $2 + make_interval(days => $6::int) <= $1 as "isMature"
    from months m left join funnel f using (month))`;

/** The whole report in one statement, so that it is one snapshot. `$4` and `$5` are the first days of the first and the last month. */
export const REVENUE_REPORT = `
with ${[REVENUE_SOURCES, CASH, COHORTS, FUNNEL, UNPAID, MONTHS].map((part) => part.trim()).join(',\n')}
select
  (select to_json(standing) from standing) as standing,
  (select coalesce(json_agg(month_rows order by month), '[]') from month_rows) as months,
  (select coalesce(json_agg(cohort_rows order by month), '[]') from cohort_rows) as cohorts,
  (select json_agg(funnel_rows order by month) from funnel_rows) as funnel,
  (select coalesce(json_agg(distinct m.currency), '[]') from mrr_movements m join real_tenants t on t.id = m.tenant_id where m.currency <> $3) as "otherCurrencies"`;

/** Payers and those who left, of the finished months that begin on or after `$4`, the oldest first. */
export const CUSTOMER_CHURN = `
with ${NET_MOVEMENTS.trim()},
flows as (
  select month, count(*) filter (where kind = 'churn')::int as churned, sum((after > 0)::int - (before > 0)::int)::int as payers from net group by month)
select coalesce(f.churned, 0) as churned, (select coalesce(sum(e.payers), 0)::int from flows e where e.month < m) as "payersAtStart"
  from generate_series($4::date::timestamp, $1 at time zone $2, interval '1 month') m left join flows f on f.month = m
 where (m + interval '1 month') at time zone $2 <= $1
 order by m`;
