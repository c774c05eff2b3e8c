import { conversationsIn, hourCells, rawColumns } from './rollup.sql.js';

/** With more marked hours than that all rows are read at once. */
const MARKED_MOST = 300;

/**
 * Figures of conversations by cells: days where a whole clean day will do, hours where it will not, and hours made of rows where something is marked
 * or no bucket fits the zone that was asked for. One statement, so one snapshot: what is marked in it is read from its rows, what is not
 * is in its buckets, and no writer or folder comes between. Every way leads to the same figures.
 *
 * `$1` tenant, `$2` zone, `$3` first local day, `$4` the day after the last, `$5` first day of the previous span (or `$3`), `$6` agent,
 * `$7` channel, `$8` whether hours are wanted.
 */
const PATH = `
tenant as materialized (
  select t.time_zone as zone, exists (select 1 from rollup_marks m where m.tenant_id = t.id and m.at is null) as is_whole
    from tenants t where t.id = $1),
dirty as materialized (
  select distinct date_trunc('hour', m.at, t.zone) as hour, (m.at at time zone t.zone)::date as day
    from rollup_marks m, tenant t where m.tenant_id = $1 and m.at is not null and not t.is_whole),
path as materialized (
  select zone, zone = $2 as is_own,
         case when is_whole or (select count(*) from dirty) > ${MARKED_MOST} then 'rows'
              when zone = $2 then case when $8::boolean then 'hours' else 'days' end
              -- buckets of an hour fit another zone as long as the two clocks are whole hours apart
              when exists (select 1 from generate_series($5::date - interval '2 days', $4::date + interval '2 days', interval '1 day') g
                            where extract(epoch from g at time zone 'UTC' at time zone zone - g at time zone 'UTC' at time zone $2)::int % 3600 <> 0)
              then 'rows' else 'hours' end as way
    from tenant)`;

/**
 * Asked once and before anything is read: said of a column of `path`, it would be asked of each row of buckets that have been read for it, and a
 * month of the largest workspace has tens of thousands of hours by agent and channel.
 */
const goes = (way: 'days' | 'hours' | 'rows'): string => `(select way from path) = '${way}'`;

const CHOSEN = '($6::uuid is null or agent_id = $6) and ($7::text is null or channel = $7)';
const CELL = `conversations, success, failure, zero_length as "zeroLength", duration_sum as "durationSum",
  duration_buckets as "durationBuckets", duration_counts as "durationCounts", response_buckets as "responseBuckets",
  response_counts as "responseCounts"`;

const AGENT_DAYS = `
  select day, agent_id as "agentId", ${CELL} from conversation_agent_days
   where ${goes('days')} and tenant_id = $1 and day >= $5::date and day < $4::date and day not in (select day from dirty) and ${CHOSEN}`;
const DAYS_OF = {
  all: `
  select day, null::uuid as "agentId", by_hour as "byHour", ${CELL} from conversation_days
   where ${goes('days')} and tenant_id = $1 and day >= $5::date and day < $4::date and day not in (select day from dirty)`,
  chosen: AGENT_DAYS,
  agents: AGENT_DAYS,
} as const;

/** Hours of clean buckets, and hours made of rows. The days that are looked at reach as far as two clocks can be apart. */
const HOURS = `
kept as (
  select h.* from conversation_hours h
   where ${goes('hours')} and h.tenant_id = $1 and h.day >= $5::date - 2 and h.day <= $4::date + 2 and h.hour not in (select hour from dirty)
  union all
  select h.* from conversation_hours h
   where ${goes('days')} and h.tenant_id = $1 and h.day = any (array(select day from dirty where day >= $5::date and day < $4::date))
     and h.hour not in (select hour from dirty)),
kept_here as (
  select case when p.is_own then k.day else (k.hour at time zone $2)::date end as day, k.hour,
         case when p.is_own then k.hour_of_day else extract(hour from k.hour at time zone $2)::smallint end as hour_of_day,
         agent_id, conversations, success, failure, zero_length, duration_sum, duration_buckets, duration_counts, response_buckets, response_counts
    from kept k, path p where ${CHOSEN}),
ranges as materialized (
  select $5::date::timestamp at time zone $2 - interval '1 day' as starts, $4::date::timestamp at time zone $2 + interval '1 day' as ends,
         null::timestamptz as hour from path where way = 'rows'
  union all
  select hour, hour + interval '1 hour', hour from dirty, path where way <> 'rows' and day >= $5::date - 2 and day <= $4::date + 2),
raw as materialized (
  select ${rawColumns('$2')}
    from path p, ranges r, lateral (${conversationsIn('$1::uuid', 'r.starts', 'r.ends')}) c
   where ${CHOSEN} and (r.hour is null or date_trunc('hour', c.started_at, p.zone) = r.hour)),
hour_cells as (
  select * from kept_here
  union all
  select day, hour, hour_of_day, agent_id, conversations, success, failure, zero_length, duration_sum, duration_buckets, duration_counts,
         response_buckets, response_counts from (${hourCells('raw')}) made)`;

const NO_SUMS = 'select null::uuid as "agentId", 0 as conversations where $3::date is null';
const NO_CLOCK = 'select null::date as day, 0 as "hourOfDay", 0 as conversations where false';

/** Beside days that know no agents, how many conversations of the span each had. */
const SUMS_OF = {
  all: `
  select agent_id as "agentId", sum(conversations)::int as conversations from conversation_agent_days
   where ${goes('days')} and tenant_id = $1 and day >= $3::date and day < $4::date and day not in (select day from dirty) group by agent_id`,
  chosen: NO_SUMS,
  agents: NO_SUMS,
} as const;

/** Conversations of the span by hour of the clock, where days do not say it themselves and somebody wants to know. */
const CLOCK_OF = {
  all: NO_CLOCK,
  chosen: `
  select day, hour_of_day as "hourOfDay", sum(conversations)::int as conversations from conversation_hours
   where ${goes('days')} and tenant_id = $1 and day >= $3::date and day < $4::date and day not in (select day from dirty) and ${CHOSEN}
   group by day, hour_of_day`,
  agents: NO_CLOCK,
} as const;

/**
 * Hours of both spans, as seconds with their days and hours of the clock, so that a series has no gaps and a day as many hours as its clock gives it.
 * The clock of a zone is slow to ask: once for each quarter of an hour (`offset 0` keeps it so), and an hour begins as long before as its clock shows.
 */
export const POINTS = `
  select distinct extract(epoch from at - (clock - date_trunc('hour', clock)))::bigint as hour, clock::date as day,
                  extract(hour from clock)::int as "hourOfDay"
    from (select g as at, g at time zone $2 as clock from generate_series(
      $5::date::timestamp at time zone $2 - interval '3 hours', $4::date::timestamp at time zone $2 + interval '3 hours', interval '15 minutes') g
     where $8::boolean offset 0) quarters
   where clock::date >= $5::date and clock::date < $4::date order by 1`;

const list = (rows: string): string => `coalesce((select json_agg(x) from (${rows}) x), '[]')`;

/** How days are read: as a whole, which is one row each; by agent and channel, of which some are chosen; or for a table of agents, which asks for no clock. */
export type DaysBy = 'all' | 'chosen' | 'agents';

export const figuresSql = (by: DaysBy): string => `
with ${PATH}, ${HOURS}
select (select way from path) as way, (select zone from path) as zone,
       ${list(DAYS_OF[by])} as days,
       ${list(
         `select day, agent_id as "agentId", extract(epoch from hour)::bigint as hour, hour_of_day as "hourOfDay", ${CELL} from hour_cells
           where day >= $5::date and day < $4::date`,
       )} as hours,
       ${list(CLOCK_OF[by])} as clock,
       ${list(SUMS_OF[by])} as "agentSums",
       ${list('select id, name, deleted_at is not null as "isDeleted", is_active as "isActive" from agents where tenant_id = $1')} as agents,
       ${list(POINTS)} as points`;
