import { startOfDay } from '../../../platform/database/local-day.js';
import {
  ARRIVAL_COLUMNS,
  ARRIVALS_MARKED,
  arrivalsIn,
  arrivalsOf,
  COUNTS,
  QUARTER_SECONDS,
  QUARTERS_MARKED,
  REACHED_LIST,
  SUMS,
  visitsOfQuarters,
} from './engagement-cells.sql.js';
import { keptSince } from './kept-since.sql.js';
import { reportVersion } from './report-state.sql.js';
import { STEPS, TALK_OF_VISIT } from './visit-steps.sql.js';

const dayStart = (day: string): string => startOfDay(day, '$2');

/**
 * Where the points of a report begin, as moments, and what they are called by. `$1` the first days of the points, or null where points are hours; `$3`
 * and `$4` the span, `$5` the first day of the span before, `$6` the tenant. Hours are those the clock really shows: 23 or 25 on the days it is changed. One that clocks
 * enter in its middle (Lord Howe Island) is called by the moment at which it would have begun, in every report, and begins when they do.
 */
export const BOUNDS = `
  with hours as (
    select date_trunc('hour', g, $2) as called, min(g) as at from generate_series(
      $3::date::timestamp at time zone $2 - interval '3 hours', $4::date::timestamp at time zone $2 + interval '3 hours', interval '15 minutes') g
     where $1::date[] is null and (g at time zone $2)::date >= $3::date and (g at time zone $2)::date < $4::date
     group by 1),
  starts as (select d.at, d.at as called from (select ${dayStart('d')} as at from unnest($1::date[]) d) d union all select at, called from hours)
  select array(select at from starts order by at) as points, array(select called from starts order by at) as names,
         ${dayStart('$4::date')} as ends, ${dayStart('$5::date')} as first,
         ${keptSince('widget', '$2')} as "keptSince",
         ${reportVersion('engagement', '$6')} as version, (select time_zone from tenants where id = $6) as zone`;

/** With more marks than that rows are read throughout. */
const MARKED_MOST = 2_000;

/**
 * Whether cells will do: not where the whole tenant is marked or too much of it. Quarters serve whenever every point and both ends lie on one, as they
 * do by every clock of our days.
 */
const PATH = `
  marks as materialized (
    select tenant_id, at, conversation_id, agent_id, session_id, visitor_id
      from engagement_marks where tenant_id = $1 and at is not null limit ${MARKED_MOST + 1}),
  path as materialized (
    select not exists (select 1 from engagement_marks where tenant_id = $1 and at is null) and (select count(*) from marks) <= ${MARKED_MOST}
           and not exists (select 1 from unnest($2::timestamptz[] || $3::timestamptz || $4::timestamptz) b
                            where extract(epoch from b) % ${QUARTER_SECONDS} <> 0) as is_served),
  dirty_quarters as materialized (
    select tenant_id, at from (${QUARTERS_MARKED}) q where (select is_served from path) and at >= $3 and at < $4),
  dirty_arrivals as materialized (
    select tenant_id, started_at, conversation_id from (${ARRIVALS_MARKED}) a
     where (select is_served from path) and started_at >= $3 and started_at < $4)`;

const QUARTERS = { all: 'visit_quarters', agent: 'visit_agent_quarters' } as const;
/** The conversation before that a visitor is known by: where an agent is chosen, one with that agent. */
const LAST = { all: 'before_at', agent: 'agent_before_at' } as const;

/** Over all agents or for one of them. */
export type EngagementBy = keyof typeof QUARTERS;

const chosen = (by: EngagementBy, of = ''): string => (by === 'all' ? 'true' : `${of}agent_id = $5`);
const pointOf = (moment: string): string => `width_bucket(${moment}, $2::timestamptz[])`;

/** Where visits by point and arrivals come from. */
interface Sources {
  readonly before: string;
  readonly visits: (by: EngagementBy) => string;
  readonly arrivals: (by: EngagementBy) => string;
  readonly isServed: string;
}

/** Cells where nothing is marked, rows where something is. */
const CELLS: Sources = {
  before: `${PATH},`,
  visits: (by) => `
    select ${pointOf('at')} as point, ${REACHED_LIST} from ${QUARTERS[by]}
     where tenant_id = $1 and at >= $3 and at < $4 and ${chosen(by)}
       and (select is_served from path) and at not in (select at from dirty_quarters)
    union all
    select ${pointOf('x.at')}, ${COUNTS} from ${visitsOfQuarters('dirty_quarters x')} ${STEPS} where ${chosen(by, 'v.')} group by 1`,
  arrivals: (by) => `
    select ${ARRIVAL_COLUMNS} from conversation_arrivals
     where tenant_id = $1 and started_at >= $3 and started_at < $4 and ${chosen(by)}
       and (select is_served from path) and (started_at, conversation_id) not in (select started_at, conversation_id from dirty_arrivals)
    union all
    select * from (${arrivalsOf('dirty_arrivals x')}) made where ${chosen(by)}`,
  isServed: '(select is_served from path)',
};

/** Rows throughout. */
const ROWS: Sources = {
  before: '',
  visits: (by) => `
    select ${pointOf('v.started_at')} as point, ${COUNTS}
      from widget_visits v
      left join conversations c on c.tenant_id = $1 and ${TALK_OF_VISIT}
                               and c.started_at >= $3::timestamptz - interval '1 day' and c.started_at < $4::timestamptz + interval '1 day'
      ${STEPS}
     where v.tenant_id = $1 and v.started_at >= $3 and v.started_at < $4 and v.impression_at is not null and ${chosen(by, 'v.')} group by 1`,
  arrivals: (by) => arrivalsIn('c.tenant_id = $1 and c.started_at >= $3 and c.started_at < $4', { chosen: chosen(by, 'c.'), by }),
  isServed: 'true',
};

/** Whether a visitor's first conversation since a moment is this one. */
const isFirstSince = (moment: string): string => `has_visitor and (last_at is null or last_at < ${moment})`;

/**
 * Whether a visitor who is first seen since a moment was there before it, with whichever agent. It is known of all but those who were with others
 * since and never before with the chosen one: their first is looked up.
 */
const wasBefore = (by: EngagementBy, moment: string): string =>
  by === 'all'
    ? 'before_at is not null'
    : `case when before_at is null then false when last_at < ${moment} or before_at < ${moment} then true
            else exists (select 1 from conversations c join conversations o on o.tenant_id = c.tenant_id and o.visitor_id = c.visitor_id
                          where c.tenant_id = $1 and c.id = conversation_id and o.counted_at is not null and o.started_at < ${moment}) end`;

/**
 * Who came, from where and how far. `$1` tenant, `$2` the moments points begin at, `$3` where the span before begins and `$4` where this one ends,
 * `$5` agent, or null. A point's number counts from 1; 0 is the span before.
 */
const engagement = (by: EngagementBy, { before, visits, arrivals, isServed }: Sources): string => `
  with ${before}
  visits as (${visits(by)}),
  reached as (select point, ${SUMS} from visits group by point),
  arrivals as (${arrivals(by)}),
  came as materialized (
    select a.*, ${LAST[by]} as last_at, ${pointOf('a.started_at')} as point from arrivals a),
  told as (
    select *, ($2::timestamptz[])[point] as point_at, case when point = 0 then $3::timestamptz else ($2::timestamptz[])[1] end as span_at from came),
  told_of as materialized (
    select point,
           count(*) filter (where ${isFirstSince('point_at')})::int as visitors,
           count(*) filter (where ${isFirstSince('point_at')} and not ${wasBefore(by, 'point_at')})::int as new,
           count(*) filter (where ${isFirstSince('span_at')})::int as span_visitors,
           count(*) filter (where ${isFirstSince('span_at')} and ${wasBefore(by, 'span_at')})::int as span_came_back,
           count(*) filter (where not has_visitor)::int as unnamed
      from told group by point),
  spans as materialized (
    select coalesce(sum(span_visitors) filter (where point > 0), 0)::int as visitors,
           coalesce(sum(span_came_back) filter (where point > 0), 0)::int as came_back,
           coalesce(sum(span_visitors) filter (where point = 0), 0)::int as previous_visitors,
           coalesce(sum(span_came_back) filter (where point = 0), 0)::int as previous_came_back,
           coalesce(sum(unnamed) filter (where point > 0), 0)::int as unnamed from told_of)
  select
    ${isServed} as "isServed",
    $5::uuid is null or exists (select 1 from agents where tenant_id = $1 and id = $5) as "isKnownAgent",
    visitors, came_back as returning, previous_visitors as "previousVisitors", previous_came_back as "previousReturning", unnamed as "withoutVisitorId",
    (select coalesce(json_agg(p), '[]') from (
      select point, new, visitors from told_of where point > 0 and visitors > 0) p) as points,
    (select coalesce(json_agg(r), '[]') from (
      select point, array[impressions, opened, granted, talked, succeeded] as sequential,
             array[impressions, opened_strictly, granted_strictly, talked_strictly, succeeded_strictly] as strict from reached) r) as reached,
    (select coalesce(json_agg(b), '[]') from (
      select case when grouping(country) = 0 then 'countries' when grouping(device) = 0 then 'devices' else 'browsers' end as property,
             coalesce(country, device, browser) as value, count(*)::int as conversations
        from came where point > 0 group by grouping sets ((country), (device), (browser))) b) as breakdowns
    from spans`;

/**
 * By cells: one statement, so one snapshot. What is marked in it is read from its rows, what is not is in its cells, and no writer or folder comes
 * between. Where it says that it is not served it has counted nothing, and rows are to be read.
 */
export const cellsSql = (by: EngagementBy): string => engagement(by, CELLS);

/** By rows, whatever is marked, to the same figures. A statement of its own: the plans of both in one cost more than what is read by cells. */
export const rowsSql = (by: EngagementBy): string => engagement(by, ROWS);
