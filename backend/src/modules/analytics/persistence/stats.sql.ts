/**
 * Everything the dashboard counts, in one statement. Days are the tenant's own: a day runs from one local midnight to the next, so that
 * the day of a clock change has 23 or 25 hours. What counts is what the plan counts (metrics.md): playground and unqualified sessions
 * are left out of every figure. `$2` is now, `$3` the zone, `$4` the number of days.
 */
export const STATS = `
  with bounds as (select ($2::timestamptz at time zone $3)::date as today),
  days as (
    select d::date as day, d at time zone $3 as starts, (d + interval '1 day') at time zone $3 as ends
      from bounds, generate_series(today::timestamp - make_interval(days => $4::int - 1), today::timestamp, interval '1 day') d),
  span as (
    select min(starts) as starts, max(ends) as ends, (min(day)::timestamp - make_interval(days => $4::int)) at time zone $3 as previous_starts
      from days),
  counted as materialized (
    select c.started_at, c.outcome, c.duration_seconds, c.first_response_ms, (c.started_at at time zone $3)::date as day
      from conversations c, span
     where c.tenant_id = $1 and c.counted_at is not null and c.started_at >= span.starts and c.started_at < span.ends),
  per_day as (select day, count(*)::int as conversations from counted group by day)
  select
    (select count(*)::int from agents where tenant_id = $1 and deleted_at is null) as "agentsTotal",
    (select count(*)::int from agents where tenant_id = $1 and deleted_at is null and is_active) as "agentsActive",
    (select count(*)::int from counted) as "conversations",
    (select count(*)::int from conversations c, span
      where c.tenant_id = $1 and c.counted_at is not null and c.started_at >= span.previous_starts and c.started_at < span.starts
    ) as "previousConversations",
    (select count(*) filter (where outcome = 'success')::float8 / nullif(count(*) filter (where outcome <> 'unknown'), 0) from counted
    ) as "successRate",
    (select count(*) filter (where outcome = 'unknown')::int from counted) as "unknownOutcomes",
    (select percentile_cont(0.5) within group (order by duration_seconds) from counted) as "medianDurationSeconds",
    (select percentile_cont(0.5) within group (order by first_response_ms) from counted) as "medianFirstResponseMs",
    (select json_agg(json_build_object('day', to_char(days.day, 'YYYY-MM-DD'), 'conversations', coalesce(per_day.conversations, 0)) order by days.day)
       from days left join per_day on per_day.day = days.day) as "daily"`;
