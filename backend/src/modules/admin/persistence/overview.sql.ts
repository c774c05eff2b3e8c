import { REVENUE_TABLES } from '../../analytics/index.js';
import { STATE } from './tenant-list.sql.js';

const TODAY = `date_trunc('day', $1::timestamptz, 'UTC')`;
const sinceDays = (days: number): string => `${TODAY} - interval '${days} days'`;

/**
 * One statement, one snapshot: every figure of the page belongs to the same moment. `$1` is that moment, `$2` and `$3` the zone and the
 * currency of revenue, `$4` how far the hours are closed: what is younger is counted from its rows. Internal tenants (staff) are left out;
 * conversations are those that count. Revenue is read from the tables that the revenue page reads, so that both say the same.
 */
export const OVERVIEW = `
with ${REVENUE_TABLES},
listed as materialized (
  select t.status, t.subscription_tier, t.created_at, ${STATE} as state, l.mrr, l.agents
    from tenants t join tenant_listing l on l.tenant_id = t.id where not t.is_internal and t.status <> 'deleted'),
months as (
  select generate_series(date_trunc('month', $1::timestamptz at time zone $2) - interval '13 months',
                         date_trunc('month', $1::timestamptz at time zone $2), interval '1 month')::date as month),
per_month as (
  select o.month, f.movements, (select coalesce(sum(e.delta), 0)::bigint from flows e where e.month <= o.month) as mrr
    from months o left join flows f on f.month = o.month),
recent as materialized (
  select c.started_at from conversations c join tenants t on t.id = c.tenant_id and not t.is_internal
   where c.started_at >= least($4::timestamptz, $1::timestamptz - interval '24 hours') and c.started_at <= $1::timestamptz and c.counted_at is not null),
hours as materialized (
  select hour, conversations from platform_hours where hour < $4::timestamptz
  union all
  select date_trunc('hour', started_at, 'UTC'), count(*)::int from recent where started_at >= $4::timestamptz group by 1),
days as (select generate_series(${sinceDays(29)}, ${TODAY}, interval '1 day') as day),
per_day as (
  select date_trunc('day', hour, 'UTC') as day, sum(conversations)::int as count from hours where hour >= ${sinceDays(29)} group by 1)
select (select rolled_until >= $4::timestamptz from platform_hours_state) as "isRolled", json_build_object(
  'tenants', (select json_build_object('total', count(*), 'paying', count(*) filter (where mrr > 0),
      'states', json_build_object('active', count(*) filter (where state = 'active'), 'trial', count(*) filter (where state = 'trial'),
        'past_due', count(*) filter (where state = 'past_due'), 'cancelled', count(*) filter (where state = 'cancelled'),
        'suspended', count(*) filter (where state = 'suspended'))) from listed),
  'signUps', (select json_build_object(
      'last24Hours', count(*) filter (where created_at >= $1::timestamptz - interval '24 hours'),
      'last7Days', count(*) filter (where created_at >= $1::timestamptz - interval '168 hours'),
      'last30Days', count(*) filter (where created_at >= $1::timestamptz - interval '720 hours'),
      'previous30Days', count(*) filter (where created_at >= $1::timestamptz - interval '1440 hours'
        and created_at < $1::timestamptz - interval '720 hours')) from listed),
  'agents', (select json_build_object('total', coalesce(sum(agents), 0), 'tenants', count(*) filter (where agents > 0)) from listed),
  'mrr', json_build_object(
      'current', (select mrr from standing),
      'pastDue', (select "atRisk" from standing),
      'committed', (select mrr - ending from standing),
      'last30Days', (select coalesce(sum(mrr_after - mrr_before), 0) from moves where occurred_at > $1::timestamptz - interval '720 hours'),
      'currency', $3),
  'conversations', json_build_object(
      'last24Hours', (select count(*) from recent where started_at > $1::timestamptz - interval '24 hours'),
      'last7Days', (select coalesce(sum(conversations), 0) from hours where hour >= ${sinceDays(6)}),
      'last30Days', (select coalesce(sum(conversations), 0) from hours where hour >= ${sinceDays(29)}),
      'previous30Days', (select coalesce(sum(conversations), 0) from hours where hour >= ${sinceDays(59)} and hour < ${sinceDays(29)}),
      'total', (select coalesce(sum(conversations), 0) from hours)),
  'tiers', (select json_agg(json_build_object('tier', p.code, 'tenants', coalesce(g.tenants, 0), 'mrr', coalesce(m.mrr, 0)) order by p.position)
      from plans p left join (select subscription_tier, count(*) as tenants from listed group by 1) g on g.subscription_tier = p.code
      left join plan_now m on m.plan = p.code),
  'conversationsByDay', (select json_agg(json_build_object('day', to_char(d.day at time zone 'UTC', 'YYYY-MM-DD'), 'count', coalesce(r.count, 0)) order by d.day)
      from days d left join per_day r on r.day = d.day),
  'mrrByMonth', (select json_agg(json_build_object('month', to_char(month, 'YYYY-MM'), 'mrr', mrr,
        'new', coalesce((movements ->> 'new')::bigint, 0), 'expansion', coalesce((movements ->> 'expansion')::bigint, 0),
        'reactivation', coalesce((movements ->> 'reactivation')::bigint, 0), 'contraction', coalesce((movements ->> 'contraction')::bigint, 0),
        'churn', coalesce((movements ->> 'churn')::bigint, 0)) order by month) from per_month),
  'queues', (select json_build_object('outboxPending', count(*), 'oldestPendingAt', min(created_at),
      'emailsFailed', (select count(*) from email_messages where status = 'failed'),
      'stripeEventsFailed', (select count(*) from stripe_events where status = 'failed'),
      'stripeEventsDead', (select count(*) from stripe_events where status = 'dead'))
      from outbox_events where dispatched_at is null)
) as figures`;
