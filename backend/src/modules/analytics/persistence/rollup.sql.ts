import { STAGE_COLUMNS, STAGE_SPAN } from '../domain/stage-histograms.js';

/** Columns of a cell that are figures, in the order of the tables. */
const FIGURES = [
  'conversations',
  'success',
  'failure',
  'zero_length',
  'duration_sum',
  'duration_buckets',
  'duration_counts',
  'response_buckets',
  'response_counts',
] as const;
/** How long the stages of first answers took. A column of their own: the series, which is asked for most, is read without them. */
const STAGES = ['stage_buckets', 'stage_counts'] as const;

const HOUR_KEYS = ['tenant_id', 'day', 'hour', 'agent_id', 'channel'] as const;
const AGENT_DAY_KEYS = ['tenant_id', 'day', 'agent_id', 'channel'] as const;
const DAY_KEYS = ['tenant_id', 'day'] as const;

export const HOUR_COLUMNS = [...HOUR_KEYS, 'hour_of_day', ...FIGURES, ...STAGES].join(', ');
export const AGENT_DAY_COLUMNS = [...AGENT_DAY_KEYS, ...FIGURES, ...STAGES].join(', ');
/** Without the stages: the series shows none, and a table of agents adds up those of agents. */
export const DAY_COLUMNS = [...DAY_KEYS, 'by_hour', ...FIGURES].join(', ');

/** What cells are made of: rows with their counts, and rows with a bucket and how many values it has. `middle` stands between keys and figures, if anything does. */
interface Parts {
  readonly keys: readonly string[];
  readonly middle: string;
  readonly counts: string;
  readonly durations: string;
  readonly responses: string;
  /** Empty for cells without them. */
  readonly stages: string;
}

/** Whether cells hold the stages of answers beside the figures. */
export type CellParts = 'figures' | 'figures and stages';

const NO_COUNTS = '0 as conversations, 0 as success, 0 as failure, 0 as zero_length, 0::bigint as duration_sum';

/**
 * Cells of counts and of histograms, one grouping over all of them: joined side by side, a planner that knows nothing of rows just made would
 * hold every cell against every other.
 */
function cells({ keys, middle, counts, durations, responses, stages }: Parts): string {
  const list = keys.join(', ');
  const of = (kind: string, column: string): string =>
    `coalesce(array_agg(${column} order by bucket) filter (where kind = '${kind}'), '{}')`;
  const stageLists = stages && `, ${of('stage', 'bucket')} as stage_buckets, ${of('stage', 'n')} as stage_counts`;
  return `
select ${list}, ${middle && `max(${middle}) as ${middle},`} sum(conversations)::int as conversations, sum(success)::int as success, sum(failure)::int as failure,
       sum(zero_length)::int as zero_length, sum(duration_sum)::bigint as duration_sum,
       ${of('duration', 'bucket')} as duration_buckets, ${of('duration', 'n')} as duration_counts,
       ${of('response', 'bucket')} as response_buckets, ${of('response', 'n')} as response_counts${stageLists}
  from (
    select ${list}, ${middle || 'null as nothing'}, conversations, success, failure, zero_length, duration_sum, null as kind, null::smallint as bucket, null::int as n
      from (${counts}) c
    union all select ${list}, null, ${NO_COUNTS}, 'duration', bucket, n from (${durations}) d
    union all select ${list}, null, ${NO_COUNTS}, 'response', bucket, n from (${responses}) r
    ${stages && `union all select ${list}, null, ${NO_COUNTS}, 'stage', bucket, n from (${stages}) s`}) part
 group by ${list}`;
}

/** Buckets of one histogram for all stages, each in its own stretch of numbers. */
const stageBuckets = (keys: string, raw: string): string => `
  select ${keys}, (${STAGE_SPAN} * s.place + histogram_bucket(s.took))::smallint as bucket, count(*)::int as n
    from ${raw}, lateral (values ${STAGE_COLUMNS.map((column, place) => `(${place}, ${column})`).join(', ')}) s (place, took)
   where s.took is not null group by ${keys}, s.place, histogram_bucket(s.took)`;

/**
 * Hours from the rows of conversations that count. `raw` has the keys of an hour, `hour_of_day`, `outcome`, `duration_seconds`,
 * `first_response_ms` and, for cells with them, the stages. The one place that says what a conversation adds to a figure: folding, reading and
 * checking all use it.
 */
export function hourCells(raw: string, parts: CellParts): string {
  const keys = HOUR_KEYS.join(', ');
  const bucketsOf = (column: string, where: string): string =>
    `select ${keys}, histogram_bucket(${column}) as bucket, count(*)::int as n from ${raw} where ${where} group by ${keys}, histogram_bucket(${column})`;
  return cells({
    keys: HOUR_KEYS,
    middle: 'hour_of_day',
    counts: `
      select ${keys}, min(hour_of_day)::smallint as hour_of_day, count(*)::int as conversations,
             count(*) filter (where outcome = 'success')::int as success, count(*) filter (where outcome = 'failure')::int as failure,
             count(*) filter (where duration_seconds = 0)::int as zero_length, coalesce(sum(duration_seconds), 0)::bigint as duration_sum
        from ${raw} group by ${keys}`,
    durations: bucketsOf('duration_seconds', 'duration_seconds > 0'),
    responses: bucketsOf('first_response_ms', 'first_response_ms is not null'),
    stages: parts === 'figures' ? '' : stageBuckets(keys, raw),
  });
}

const HOURS_OF_CLOCK = Array.from({ length: 24 }, (_, hour) => hour);

/** Days from their hours, by agent and channel, or as a whole with a count for each hour of the clock. */
function dayCells(keys: readonly string[], hours: string, middle: 'by_hour' | ''): string {
  const list = keys.join(', ');
  const merged = (column: string): string =>
    `select ${list}, b.bucket, sum(b.n)::int as n from ${hours} h, unnest(h.${column}_buckets, h.${column}_counts) b (bucket, n) group by ${list}, b.bucket`;
  const byHour = HOURS_OF_CLOCK.map((hour) => `coalesce(sum(conversations) filter (where hour_of_day = ${hour}), 0)::int`).join(', ');
  return cells({
    keys,
    middle,
    counts: `
      select ${list}, ${middle && `array[${byHour}] as by_hour,`} sum(conversations)::int as conversations, sum(success)::int as success,
             sum(failure)::int as failure, sum(zero_length)::int as zero_length, sum(duration_sum)::bigint as duration_sum
        from ${hours} h group by ${list}`,
    durations: merged('duration'),
    responses: merged('response'),
    stages: middle === '' ? merged('stage') : '',
  });
}

export const agentDayCells = (hours: string): string => dayCells(AGENT_DAY_KEYS, hours, '');
export const allDayCells = (hours: string): string => dayCells(DAY_KEYS, hours, 'by_hour');

/** A counted conversation `c` with the keys of its hour, in a zone. */
export const rawColumns = (zone: string, parts: CellParts): string => `
  c.tenant_id, (c.started_at at time zone ${zone})::date as day, date_trunc('hour', c.started_at, ${zone}) as hour,
  extract(hour from c.started_at at time zone ${zone})::smallint as hour_of_day, c.agent_id, c.channel, c.outcome, c.duration_seconds,
  c.first_response_ms${parts === 'figures' ? '' : STAGE_COLUMNS.map((column) => `, c.${column}`).join('')}`;

/** Counted conversations of a stretch, always by the index: a planner that misjudges how many stretches there are might read all of them. */
export const conversationsIn = (tenant: string, starts: string, ends: string): string => `
  select * from conversations where tenant_id = ${tenant} and started_at >= ${starts} and started_at < ${ends} and counted_at is not null offset 0`;
