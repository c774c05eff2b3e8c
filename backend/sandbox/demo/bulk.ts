import type pg from 'pg';

/**
 * Conversations by the million, for benchmarks: spread over the paid periods of the demo tenants, weighted by plan, made by the database
 * itself. They have audio but no transcript (ten connected seconds count), and every counter is raised with them, so that what the pages
 * show still equals what the rows say.
 */
export async function addBulk(client: pg.ClientBase, total: number, log: (line: string) => void): Promise<void> {
  await client.query(SHARES, [total]);
  const { rows } = await client.query<{ tenant_id: string; share: number }>(
    'select tenant_id, sum(share)::int as share from bulk_shares group by 1 order by 2 desc',
  );
  let done = 0;
  for (const { tenant_id: tenantId, share } of rows) {
    await client.query(CONVERSATIONS, [tenantId]);
    await client.query(EVENTS, [tenantId]);
    done += share;
    log(`${done} of ${total} conversations`);
  }
  await client.query(COUNTERS);
  await client.query('analyze conversations');
  await client.query('analyze usage_events');
}

const SHARES = `
create temporary table bulk_shares on commit drop as
  select p.tenant_id, p.period_start, least(p.period_end, now() - interval '10 minutes') as until,
         floor($1::float8 * p.lim / sum(p.lim) over ())::int as share,
         (select a.id from agents a where a.tenant_id = p.tenant_id order by a.created_at limit 1) as agent_id
  from usage_periods p join tenants t on t.id = p.tenant_id
  where p.period_start < now() - interval '1 hour' and p.lim > 100`;

const CONVERSATIONS = `
insert into conversations (id, tenant_id, agent_id, session_id, channel, status, outcome, started_at, ended_at, duration_seconds,
                           first_response_ms, country, device, browser, turn_count, counted_at)
select gen_random_uuid(), s.tenant_id, s.agent_id, 'bulk-' || s.period_start::date || '-' || n, 'phone', 'completed',
       (array['success','success','success','failure','unknown'])[1 + n % 5], at, at + make_interval(secs => d), d, 400 + n % 900,
       (array['US','GB','DE','CA','FR'])[1 + n % 5], 'other', 'Phone', 0, at + interval '10 seconds'
from bulk_shares s
cross join lateral generate_series(1, s.share) n
cross join lateral (select s.period_start + random() * (s.until - s.period_start) as at, 10 + (random() * 300)::int as d) r
where s.tenant_id = $1`;

const EVENTS = `
insert into usage_events (tenant_id, key, period_start, quantity, state, used_after, conversation_id, at)
select c.tenant_id, 'session:' || c.session_id, s.period_start, 1, 'counted',
       p.used + row_number() over (partition by s.period_start order by c.started_at), c.id, c.counted_at
from bulk_shares s
join usage_periods p on p.tenant_id = s.tenant_id and p.period_start = s.period_start
join conversations c on c.tenant_id = s.tenant_id and c.started_at >= s.period_start and c.started_at < s.until
                    and c.session_id like 'bulk-' || s.period_start::date || '-%'
where s.tenant_id = $1`;

/** A period that the flood fills over its plan's limit gets a ceiling that holds it: a benchmark, not a customer. */
const COUNTERS = `
update usage_periods p set used = e.used, ceiling = greatest(p.ceiling, e.used + p.reserved)
from (select tenant_id, period_start, count(*) as used from usage_events where state = 'counted' group by 1, 2) e
where e.tenant_id = p.tenant_id and e.period_start = p.period_start and p.used <> e.used`;
