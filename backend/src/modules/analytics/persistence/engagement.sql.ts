import { startOfDay } from '../../../platform/database/local-day.js';
import { keptSince } from './kept-since.sql.js';
import { JUDGED, REACHED, TAKEN } from './visit-steps.sql.js';

const dayStart = (day: string): string => startOfDay(day, '$2');

/**
 * Where the points of a report begin, as moments. `$1` the first days of the points, or null where points are hours; `$3` and `$4` the
 * span, `$5` the first day of the span before. Hours are those the clock really shows: 23 or 25 on the days it is changed.
 */
export const BOUNDS = `
  with hours as (
    select distinct date_trunc('hour', g, $2) as at from generate_series(
      $3::date::timestamp at time zone $2 - interval '3 hours', $4::date::timestamp at time zone $2 + interval '3 hours', interval '15 minutes') g
     where $1::date[] is null and (g at time zone $2)::date >= $3::date and (g at time zone $2)::date < $4::date),
  starts as (select ${dayStart('d')} as at from unnest($1::date[]) d union all select at from hours)
  select array(select at from starts order by at) as points, ${dayStart('$4::date')} as ends, ${dayStart('$5::date')} as first,
         ${keptSince('widget', '$2')} as "keptSince"`;

/**
 * Who came, from where and how far: one statement, so one snapshot. `$1` tenant, `$2` the moments points begin at, `$3` where the span before
 * begins and `$4` where this one ends, `$5` agent. A point's number counts from 1; 0 is the span before.
 */
export const ENGAGEMENT = `
  with counted as materialized (
    select visitor_id, country, device, browser, width_bucket(started_at, $2::timestamptz[]) as point
      from conversations
     where tenant_id = $1 and counted_at is not null and started_at >= $3 and started_at < $4 and ($5::uuid is null or agent_id = $5)),
  seen as materialized (select visitor_id, point from counted where visitor_id is not null group by visitor_id, point),
  visitors as materialized (
    select visitor_id, bool_or(point > 0) as is_now, bool_or(point = 0) as is_before from seen group by visitor_id),
  known as materialized (
    select v.*, width_bucket(e.first_at, $2::timestamptz[]) as first_point, e.first_at < $3 as is_old
      from visitors v cross join lateral (
        select started_at as first_at from conversations c
         where c.tenant_id = $1 and c.visitor_id = v.visitor_id and c.counted_at is not null order by started_at limit 1) e),
  taken as (
    select width_bucket(v.started_at, $2::timestamptz[]) as point, ${TAKEN}
      from widget_visits v
      left join conversations c on c.tenant_id = $1 and c.session_id = v.visit_id and c.counted_at is not null
                               and c.started_at >= $3::timestamptz - interval '1 day' and c.started_at < $4::timestamptz + interval '1 day'
     where v.tenant_id = $1 and v.started_at >= $3 and v.started_at < $4 and v.impression_at is not null
       and ($5::uuid is null or v.agent_id = $5)),
  judged as (select point, is_success, open_first, ${JUDGED} from taken),
  reached as (select point, ${REACHED} from judged)
  select
    $5::uuid is null or exists (select 1 from agents where tenant_id = $1 and id = $5) as "isKnownAgent",
    (select count(*)::int from known where is_now) as visitors,
    (select count(*)::int from known where is_now and first_point = 0) as returning,
    (select count(*)::int from known where is_before) as "previousVisitors",
    (select count(*)::int from known where is_before and is_old) as "previousReturning",
    (select count(*)::int from counted where point > 0 and visitor_id is null) as "withoutVisitorId",
    (select coalesce(json_agg(p), '[]') from (
      select s.point, count(*) filter (where k.first_point = s.point)::int as new, count(*)::int as visitors
        from seen s join known k using (visitor_id) where s.point > 0 group by s.point) p) as points,
    (select coalesce(json_agg(r), '[]') from (
      select point, sequential, strict, count(*)::int as visits from reached group by point, sequential, strict) r) as reached,
    (select coalesce(json_agg(b), '[]') from (
      select case when grouping(country) = 0 then 'countries' when grouping(device) = 0 then 'devices' else 'browsers' end as property,
             coalesce(country, device, browser) as value, count(*)::int as conversations
        from counted where point > 0 group by grouping sets ((country), (device), (browser))) b) as breakdowns`;
