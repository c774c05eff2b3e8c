import {
  ANALYTICS_LIST_MAX,
  ANALYTICS_OTHER,
  TOOL_CAUSES_MAX,
  type ToolAttemptFilter,
  type ToolCallFilter,
} from '@orbisvoice/shared-dto/values';
import { startOfDay } from '../../../platform/database/local-day.js';

/**
 * Executions of tools in conversations that count, by their moment: attempts, of which each call has one last. `$1` tenant, `$2` and `$3` the first local day and the one after
 * the last, `$4` their zone, `$5` an agent or null, `$6` a channel or null. Figures come from the index `tool_executions_figures` alone,
 * failures from the rows `tool_executions_failed` finds.
 */
export const ATTEMPTS = `
  from tool_executions
 where tenant_id = $1 and is_counted
   and executed_at >= ${startOfDay('$2::date', '$4')} and executed_at < ${startOfDay('$3::date', '$4')}
   and ($5::uuid is null or agent_id = $5) and ($6::text is null or channel = $6)`;

/** The last attempt of a call that had several; they are numbered without gaps. */
const retried = (of: string): string => `${of}is_last and ${of}attempt > 1`;
const RETRIED = retried('');

/** A call goes as its last attempt went; how long it took is a matter of every attempt. */
const FIGURES = `
  (count(*) filter (where is_last))::int as "calls",
  count(*)::int as "attempts",
  (count(*) filter (where ${RETRIED}))::int as "retried",
  (count(*) filter (where is_last and status = 'failed'))::int as "failed",
  (count(*) filter (where is_last and status = 'timed_out'))::int as "timedOut",
  percentile_cont(0.5) within group (order by duration_ms) as "durationMedian",
  percentile_cont(0.95) within group (order by duration_ms) as "durationP95"`;
const FIGURE_NAMES = `"calls", "attempts", "retried", "failed", "timedOut", "durationMedian", "durationP95"`;

const WHITE_SPACE = `'\\s+', ' '`;
/** Whom an error names is nobody's cause. */
const ADDRESS = `'[^\\s@]+@[^\\s@]+', '…'`;
/** What differs from call to call: uuids, moments, and words with a number of four digits or more. A status like 404 stays. */
const MARKER = `'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+Z?|[a-z0-9_]*[0-9]{4,}[a-z0-9_]*', '#'`;

/** Errors are free text of integrators: what tells the calls of one cause apart is taken out of it. */
const reasonIn = (error: string): string => `rtrim(left(btrim(
  regexp_replace(regexp_replace(regexp_replace(${error}, ${WHITE_SPACE}, 'g'), ${ADDRESS}, 'g'), ${MARKER}, 'gi')), 200))`;

/** The cause of an attempt that came to nothing; null of one that succeeded. Its columns are those of the table that `of` names, as `x.`. */
const causeOf = (of: string): string => `
  case ${of}status when 'timed_out' then 'timed out' when 'failed' then coalesce(nullif(${reasonIn(`${of}error`)}, ''), 'no reason given') end`;
export const CAUSE = causeOf('');

/** Causes differ by more than the case of their letters. Like errors are counted first, so that each text is read once. */
const CAUSES = `
  like_errors as (select name, status, error, count(*)::int as calls ${ATTEMPTS} and is_last and status <> 'succeeded' group by 1, 2, 3),
  told as (select name, calls, ${CAUSE} as cause from like_errors),
  causes as (select name as tool, min(cause collate "C") as cause, sum(calls)::int as calls from told group by name, lower(cause)
    order by 3 desc, 1, 2 limit ${TOOL_CAUSES_MAX})`;

const TOOL_COLUMNS = `"agentId", "agentName", tool, ${FIGURE_NAMES}`;

/** Names of tools are free text: behind the first ones all others are one row, the last, whose percentiles are those of its calls. */
const TOOLS = `
  ranked as materialized (
    select *, row_number() over (order by "calls" desc, "agentName", "agentId", tool) as place from named where level = 0),
  size as (select count(*) as tools from ranked),
  tools as (
    select ${TOOL_COLUMNS}, place from ranked where place < ${ANALYTICS_LIST_MAX} or (select tools from size) = ${ANALYTICS_LIST_MAX}
    union all
    select null, null, '${ANALYTICS_OTHER}', ${FIGURES}, null
      from attempts join ranked on attempts.agent_id = ranked."agentId" and attempts.name = ranked.tool
     where (select tools from size) > ${ANALYTICS_LIST_MAX} and place >= ${ANALYTICS_LIST_MAX} having count(*) > 0)`;

/** Totals, agents, tools and causes in one snapshot. */
export const TOOL_USAGE = `
  with attempts as materialized (select agent_id, name, status, duration_ms, attempt, is_last ${ATTEMPTS}),
  figures as (select agent_id, name, grouping(agent_id, name) as level, ${FIGURES} from attempts group by grouping sets ((agent_id, name), (agent_id), ())),
  named as (select f.agent_id as "agentId", a.name as "agentName", f.name as tool, f.level, ${FIGURE_NAMES}
    from figures f left join agents a on a.tenant_id = $1 and a.id = f.agent_id),
  ${TOOLS},
  ${CAUSES}
  select
    (select row_to_json(f) from (select ${FIGURE_NAMES} from named where level = 3) f) as "totals",
    coalesce((select json_agg(row_to_json(f)) from (
      select "agentId", ${FIGURE_NAMES} from named where level = 1 order by "calls" desc, "agentId") f
    ), '[]') as "agents",
    coalesce((select json_agg(row_to_json(f)) from (
      select ${TOOL_COLUMNS} from tools order by place nulls last) f
    ), '[]') as "tools",
    coalesce((select json_agg(row_to_json(f)) from causes f), '[]') as "causes"`;

/** The totals alone, for the span a report is held against. */
export const TOOL_TOTALS = `select ${FIGURES} ${ATTEMPTS}`;

/** What attempts of tools are asked for, besides their moment, agent and channel; the cause as the SQL of a text. */
export interface ToolCallTraits {
  readonly status?: ToolCallFilter | undefined;
  readonly attempts?: ToolAttemptFilter | undefined;
  readonly cause?: string | undefined;
}

/** The same in a list as in a file: conditions of an attempt, whose columns are those of the table that `of` names, as `x.`. */
export function toolCallConditions({ status, attempts, cause }: ToolCallTraits, of = ''): string[] {
  // as the index `tool_executions_failed` says it
  const isUnsuccessful = `${of}status <> 'succeeded'`;
  return [
    ...(status === undefined ? [] : [status === 'unsuccessful' ? isUnsuccessful : `${of}status = '${status}'`]),
    ...(attempts === undefined ? [] : [attempts === 'last' ? `${of}is_last` : retried(of)]),
    ...(cause === undefined ? [] : [`${isUnsuccessful} and lower(${causeOf(of)}) = lower(${cause})`]),
  ];
}
