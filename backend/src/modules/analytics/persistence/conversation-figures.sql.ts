import { reportVersion } from './report-state.sql.js';
import { type CellParts, conversationsIn, hourCells, rawColumns } from './rollup.sql.js';

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
const CLEAN_DAY = `tenant_id = $1 and day >= $5::date and day < $4::date and day not in (select day from dirty)`;
const CLEAN_DAY_NOW = `tenant_id = $1 and day >= $3::date and day < $4::date and day not in (select day from dirty)`;

const FIGURES = `conversations, success, failure, zero_length, duration_sum, duration_buckets, duration_counts, response_buckets, response_counts`;
/** The same of a table of agents, which alone shows the stages of answers. */
const FIGURES_OF = { all: FIGURES, chosen: FIGURES, agents: `${FIGURES}, stage_buckets, stage_counts` } as const;
const PARTS_OF: Readonly<Record<DaysBy, CellParts>> = { all: 'figures', chosen: 'figures', agents: 'figures and stages' };
const HISTOGRAMS = `json_agg(duration_buckets) as "durationBuckets", json_agg(duration_counts) as "durationCounts",
  json_agg(response_buckets) as "responseBuckets", json_agg(response_counts) as "responseCounts"`;

/** Figures of many cells, a list of each: said for every cell, their names would take longer to write and to read than most of what they hold. */
const COLUMNS = `json_agg(conversations) as conversations, json_agg(success) as success, json_agg(failure) as failure,
  json_agg(zero_length) as "zeroLength", json_agg(duration_sum) as "durationSum", ${HISTOGRAMS}`;

/**
 * The figures of many cells as those of one; of their histograms the lists, in the order of the cells. Adding buckets up here would cost several
 * times what sending them does, and so does sending every cell as an object of its own.
 */
const SUM = `sum(conversations)::int as conversations, sum(success)::int as success, sum(failure)::int as failure,
  sum(zero_length)::int as "zeroLength", sum(duration_sum)::bigint as "durationSum", ${HISTOGRAMS}`;

/** Of the span itself only: nothing holds stages against those of the span before. */
const STAGE_SUM = `coalesce(json_agg(stage_buckets) filter (where day >= $3::date), '[]') as "stageBuckets",
  coalesce(json_agg(stage_counts) filter (where day >= $3::date), '[]') as "stageCounts"`;

/** Of the span itself only: no week is drawn of the span before, and its hours would be a quarter of what is sent. */
const BY_HOUR = 'json_agg(case when day >= $3::date then by_hour end)';

/** Whole days, or the chosen parts of them; for a table of agents, which draws no series, the sum of each agent and span, on its first day with anything. */
const DAYS_OF = {
  all: `
  select json_agg(day) as day, ${BY_HOUR} as "byHour", ${COLUMNS} from conversation_days where ${goes('days')} and ${CLEAN_DAY}`,
  chosen: `
  select json_agg(day) as day, json_agg(agent_id) as "agentId", ${COLUMNS}
    from conversation_agent_days where ${goes('days')} and ${CLEAN_DAY} and ${CHOSEN}`,
  agents: `
  select min(day) as day, agent_id as "agentId", ${SUM}, ${STAGE_SUM}
    from (select day, agent_id, ${FIGURES_OF.agents} from conversation_agent_days where ${goes('days')} and ${CLEAN_DAY} and ${CHOSEN}
          union all
          select day, agent_id, ${FIGURES_OF.agents} from hour_cells where day >= $5::date and day < $4::date) c
   group by agent_id, day >= $3::date`,
} as const;

/**
 * Hours of clean buckets, and hours made of rows. The days that are looked at reach as far as two clocks can be apart. What is asked for twice and
 * cheap to find is not kept meanwhile.
 */
const hoursOf = (by: DaysBy): string => `
kept as (
  select h.* from conversation_hours h
   where ${goes('hours')} and h.tenant_id = $1 and h.day >= $5::date - 2 and h.day <= $4::date + 2 and h.hour not in (select hour from dirty)
  union all
  select h.* from conversation_hours h
   where ${goes('days')} and h.tenant_id = $1 and h.day = any (array(select day from dirty where day >= $5::date and day < $4::date))
     and h.hour not in (select hour from dirty)),
kept_here as not materialized (
  select case when p.is_own then k.day else (k.hour at time zone $2)::date end as day, k.hour,
         case when p.is_own then k.hour_of_day else extract(hour from k.hour at time zone $2)::smallint end as hour_of_day,
         agent_id, ${FIGURES_OF[by]}
    from kept k, path p where ${CHOSEN}),
ranges as materialized (
  select $5::date::timestamp at time zone $2 - interval '1 day' as starts, $4::date::timestamp at time zone $2 + interval '1 day' as ends,
         null::timestamptz as hour from path where way = 'rows'
  union all
  select hour, hour + interval '1 hour', hour from dirty, path where way <> 'rows' and day >= $5::date - 2 and day <= $4::date + 2),
raw as materialized (
  select ${rawColumns('$2', PARTS_OF[by])}
    from path p, ranges r, lateral (${conversationsIn('$1::uuid', 'r.starts', 'r.ends')}) c
   where ${CHOSEN} and (r.hour is null or date_trunc('hour', c.started_at, p.zone) = r.hour)),
raw_of_all as (
  select tenant_id, day, hour, hour_of_day, null::uuid as agent_id, null::text as channel, outcome, duration_seconds, first_response_ms from raw),
hour_cells as (
  select day, hour, hour_of_day, agent_id, ${FIGURES_OF[by]} from kept_here
  union all
  select day, hour, hour_of_day, agent_id, ${FIGURES_OF[by]} from (${hourCells(by === 'agents' ? 'raw' : 'raw_of_all', PARTS_OF[by])}) made)`;

const NO_CLOCK = 'select null::date as day, 0 as "hourOfDay", 0 as conversations where false';

const sumsOf = (parts: readonly string[]): string =>
  `select agent_id as "agentId", sum(conversations)::int as conversations from (${parts.join(' union all ')}) part group by agent_id`;
const HOUR_PARTS = [
  'select agent_id, conversations from kept_here where day >= $3::date and day < $4::date',
  'select agent_id, 1 from raw where day >= $3::date and day < $4::date',
];

/** Beside cells that know no agents, how many conversations of the span each had. */
const SUMS_OF = {
  all: sumsOf([`select agent_id, conversations from conversation_agent_days where ${goes('days')} and ${CLEAN_DAY_NOW}`, ...HOUR_PARTS]),
  chosen: sumsOf(HOUR_PARTS),
  agents: 'select null::uuid as "agentId", 0 as conversations where false',
} as const;

/** Conversations of the span by hour of the clock, where days do not say it themselves and somebody wants to know. */
const CLOCK_OF = {
  all: NO_CLOCK,
  chosen: `
  select day, hour_of_day as "hourOfDay", sum(conversations)::int as conversations from conversation_hours
   where ${goes('days')} and ${CLEAN_DAY_NOW} and ${CHOSEN} group by day, hour_of_day`,
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

/** The sum of each hour, of whichever agents; in a table of agents they are among its days. */
const HOURS = `
  select day, null::uuid as "agentId", extract(epoch from hour)::bigint as hour, hour_of_day as "hourOfDay", ${SUM}
    from hour_cells where day >= $5::date and day < $4::date group by day, hour, hour_of_day`;
const HOURS_OF = { all: HOURS, chosen: HOURS, agents: 'select null::date as day where false' } as const;

const list = (rows: string): string => `coalesce((select json_agg(x) from (${rows}) x), '[]')`;

/** A table of agents is made of more than cells: nothing says that it has not changed. */
const VERSION_OF = { all: reportVersion('conversations'), chosen: reportVersion('conversations'), agents: 'null' } as const;

/** How days are read: as a whole, which is one row each; by agent and channel, of which some are chosen; or for a table of agents, which asks for no clock. */
export type DaysBy = 'all' | 'chosen' | 'agents';

export const figuresSql = (by: DaysBy): string => `
with ${PATH}, ${hoursOf(by)}
select (select way from path) as way, (select zone from path) as zone, ${VERSION_OF[by]} as version,
       ${list(DAYS_OF[by])} as days,
       ${list(HOURS_OF[by])} as hours,
       ${list(CLOCK_OF[by])} as clock,
       ${list(SUMS_OF[by])} as "agentSums",
       ${list('select id, name, deleted_at is not null as "isDeleted", is_active as "isActive" from agents where tenant_id = $1')} as agents,
       ${list(POINTS)} as points`;
