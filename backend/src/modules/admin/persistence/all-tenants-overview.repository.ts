import { Injectable } from '@nestjs/common';
import { type AdminOverview } from '@orbisvoice/shared-dto';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** The overview's figures without what the service adds (queue health, latest entries, time). */
export type OverviewFigures = Omit<AdminOverview, 'latestEntries' | 'asOf' | 'arpu'>;

/**
 * One statement, one snapshot: every figure of the page belongs to the same moment. `$1` is that moment. Internal tenants (staff) are
 * left out; conversations are those that count. MRR is the ledger's running sum; the subscriptions only split it (metrics.md: active and past due, no trials, no tax).
 */
const OVERVIEW = `
with real_tenants as (select id, status, subscription_tier, created_at from tenants where not is_internal and status <> 'deleted'),
ledger as (
  select m.tenant_id, m.occurred_at, m.kind, m.amount, m.mrr_after - m.mrr_before as delta
  from mrr_movements m where m.occurred_at <= $1::timestamptz
),
mrr_now as (select tenant_id, sum(delta)::bigint as mrr from ledger group by tenant_id),
months as (
  select generate_series(date_trunc('month', $1::timestamptz at time zone 'UTC') - interval '13 months',
                         date_trunc('month', $1::timestamptz at time zone 'UTC'), interval '1 month') as month
),
month_moves as (
  select date_trunc('month', occurred_at at time zone 'UTC') as month, kind, sum(amount)::bigint as amount from ledger group by 1, 2
),
days as (
  select generate_series(date_trunc('day', $1::timestamptz at time zone 'UTC') - interval '29 days',
                         date_trunc('day', $1::timestamptz at time zone 'UTC'), interval '1 day') as day
),
recent as (
  select date_trunc('day', c.started_at at time zone 'UTC') as day, count(*)::int as count
  from conversations c
  where c.started_at >= (date_trunc('day', $1::timestamptz at time zone 'UTC') - interval '29 days') at time zone 'UTC'
    and c.started_at <= $1::timestamptz and c.counted_at is not null
  group by 1
)
select json_build_object(
  'tenants', (select json_build_object(
      'total', count(*),
      'paying', count(*) filter (where coalesce(n.mrr, 0) > 0),
      'new30Days', count(*) filter (where t.created_at > $1::timestamptz - interval '30 days'),
      'suspended', count(*) filter (where t.status in ('suspended','banned')))
    from real_tenants t left join mrr_now n on n.tenant_id = t.id),
  'mrr', json_build_object(
      'current', (select coalesce(sum(mrr), 0) from mrr_now),
      'pastDue', (select coalesce(sum(amount), 0) from subscriptions where status = 'past_due'),
      'committed', (select coalesce(sum(mrr), 0) from mrr_now)
                 - (select coalesce(sum(amount), 0) from subscriptions where status in ('active','past_due') and cancel_at_period_end),
      'currency', 'usd'),
  'conversations', json_build_object(
      'today', (select count from recent where day = date_trunc('day', $1::timestamptz at time zone 'UTC')),
      'last30Days', (select coalesce(sum(count), 0) from recent),
      'previous30Days', (select count(*) from conversations c
          where c.started_at >= (date_trunc('day', $1::timestamptz at time zone 'UTC') - interval '59 days') at time zone 'UTC'
            and c.started_at < (date_trunc('day', $1::timestamptz at time zone 'UTC') - interval '29 days') at time zone 'UTC'
            and c.counted_at is not null),
      'total', (select count(*) from conversations c where c.counted_at is not null)),
  'tiers', (select json_agg(json_build_object('tier', p.code,
        'tenants', (select count(*) from real_tenants t where t.subscription_tier = p.code),
        'mrr', (select coalesce(sum(n.mrr), 0) from mrr_now n join tenants t on t.id = n.tenant_id where t.subscription_tier = p.code))
      order by p.position) from plans p),
  'conversationsByDay', (select json_agg(json_build_object('day', to_char(d.day, 'YYYY-MM-DD'), 'count', coalesce(r.count, 0)) order by d.day)
      from days d left join recent r on r.day = d.day),
  'mrrByMonth', (select json_agg(json_build_object('month', to_char(o.month, 'YYYY-MM'),
        'mrr', (select coalesce(sum(l.delta), 0) from ledger l where l.occurred_at < (o.month + interval '1 month') at time zone 'UTC'),
        'new', coalesce((select amount from month_moves m where m.month = o.month and m.kind = 'new'), 0),
        'expansion', coalesce((select amount from month_moves m where m.month = o.month and m.kind = 'expansion'), 0),
        'reactivation', coalesce((select amount from month_moves m where m.month = o.month and m.kind = 'reactivation'), 0),
        'contraction', coalesce((select amount from month_moves m where m.month = o.month and m.kind = 'contraction'), 0),
        'churn', coalesce((select amount from month_moves m where m.month = o.month and m.kind = 'churn'), 0))
      order by o.month) from months o),
  'queues', json_build_object(
      'outboxPending', (select count(*) from outbox_events where dispatched_at is null),
      'emailsFailed', (select count(*) from email_messages where status = 'failed'),
      'stripeEventsFailed', (select count(*) from stripe_events where status in ('failed','dead')))
) as figures`;

/** Figures over every tenant, for staff. */
@Injectable()
export class AllTenantsOverviewRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** The figures as they stood at `asOf`. */
  async figures(asOf: Date): Promise<OverviewFigures> {
    const [row] = await this.database.query<{ figures: OverviewFigures }>({ text: OVERVIEW, values: [asOf] });
    if (!row) throw new Error('the overview statement returned no row');
    return { ...row.figures, conversations: { ...row.figures.conversations, today: row.figures.conversations.today ?? 0 } };
  }
}
