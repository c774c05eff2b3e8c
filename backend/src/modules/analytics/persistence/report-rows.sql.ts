import type { ToolCallQuery, WidgetVisitQuery } from '@orbisvoice/shared-dto';
import { FUNNEL_STEPS, isDayBound } from '@orbisvoice/shared-dto/values';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { startOfDay } from '../../../platform/database/local-day.js';
import type { Statement } from '../../../platform/database/tenant-reader.js';
import { invalidField } from '../../../platform/errors/domain-error.js';
import { decodeCursor } from '../../../platform/http/page.js';
import { ATTEMPTS, CAUSE, toolCallConditions } from './tool-usage.sql.js';
import { STEPS, TALK_OF_VISIT } from './visit-steps.sql.js';

/** Local days, half-open; of visits they may be instants, too. */
export interface RowDays {
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
}

/** How many attempts the call of `f` has had: those before the last one look it up by the index `tool_executions_attempts`. */
const ATTEMPTS_OF_CALL = `
  case when f.is_last then f.attempt else (
    select max(x.attempt) from tool_executions x
     where x.tenant_id = f.tenant_id and x.conversation_id = f.conversation_id and x.call_id = f.call_id) end`;

/** A moment at full precision: what a page of rows is continued from. */
const exact = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** The lists, with what their rows are sorted by; the second key is the id of a row. */
const KEYS = { calls: ['executed_at', 'id', 'uuid'], visits: ['v.started_at', 'v.visit_id', 'text'] } as const;
export type RowList = keyof typeof KEYS;

/** Where a page begins; from the newest row on without a cursor. The id of a visit is any text: a cursor names its list, so that no other is taken for one. */
function after(list: RowList, cursor: string | undefined, put: (value: unknown) => string): string {
  if (cursor === undefined) return '';
  const [of, at, id] = decodeCursor(cursor, 3);
  if (of !== list) throw invalidField('cursor', 'cursor', 'is not a cursor of this list');
  const [atKey, idKey, kind] = KEYS[list];
  return ` and (${atKey}, ${idKey}) < (${put(at)}::timestamptz, ${put(id)}::${kind})`;
}

/**
 * Rows of the figures of tools, newest first, one more than the page holds. They are the very attempts that `TOOL_USAGE` counts. Without a name: what
 * is asked for decides the plan.
 */
export function toolCallsStatement(tenantId: TenantId, { from, to, timeZone }: RowDays, query: ToolCallQuery): Statement {
  const { agentId, channel, tool, status, attempts, cause, cursor, pageSize } = query;
  const values: unknown[] = [tenantId, from, to, timeZone, agentId ?? null, channel ?? null];
  const put = (value: unknown): string => `$${values.push(value)}`;
  const narrowed = [
    ...(tool === undefined ? [] : [`name = ${put(tool)}`]),
    ...toolCallConditions({ status, attempts, cause: cause === undefined ? undefined : put(cause) }),
  ];
  const rows = `${ATTEMPTS}${narrowed.map((one) => ` and ${one}`).join('')}${after('calls', cursor, put)}`;
  return {
    name: '',
    text: `
      with found as materialized (select * ${rows} order by executed_at desc, id desc limit ${put(pageSize + 1)}::int)
      select f.id, f.executed_at as "executedAt", ${exact('f.executed_at')} as "cursorAt", f.agent_id as "agentId", a.name as "agentName",
             f.channel, f.name as tool, f.status, ${CAUSE} as cause, f.duration_ms as "durationMs",
             f.call_id as "callId", f.attempt, ${ATTEMPTS_OF_CALL} as attempts, f.conversation_id as "conversationId"
        from found f join agents a on a.tenant_id = f.tenant_id and a.id = f.agent_id
       order by f.executed_at desc, f.id desc`,
    values,
  };
}

/** The SQL of the moment of a bound. */
const momentOf = (at: '$2' | '$3', bound: string): string =>
  isDayBound(bound) ? `(${startOfDay(`${at}::date`, '$4')})` : `${at}::timestamptz`;

/**
 * The visits that `ENGAGEMENT` counts, newest first, one more than the page holds. Its conversation is looked up for each until a page is full. The zone is
 * asked for also where both bounds are instants: a value that a statement does not name is refused.
 */
export function visitsStatement(tenantId: TenantId, { from, to, timeZone }: RowDays, query: WidgetVisitQuery): Statement {
  const { agentId, step, funnel, cursor, pageSize } = query;
  const values: unknown[] = [tenantId, from, to, timeZone, agentId ?? null];
  const put = (value: unknown): string => `$${values.push(value)}`;
  const [starts, ends] = [momentOf('$2', from), momentOf('$3', to)];
  const number = FUNNEL_STEPS.indexOf(step) + 1;
  return {
    name: '',
    text: `
      with found as materialized (
        select v.tenant_id, v.visit_id, v.started_at, v.agent_id, v.country, v.device, v.browser, c.id as conversation_id, r.${funnel} as reached
          from widget_visits v
          left join conversations c on c.tenant_id = $1 and ${TALK_OF_VISIT}
                                   and c.started_at >= ${starts} - interval '1 day' and c.started_at < ${ends} + interval '1 day'
          ${STEPS}
         where v.tenant_id = $1 and v.started_at >= ${starts} and v.started_at < ${ends} and v.impression_at is not null and $4::text is not null
           and ($5::uuid is null or v.agent_id = $5) and r.${funnel} >= ${put(number)}::int${after('visits', cursor, put)}
         order by v.started_at desc, v.visit_id desc limit ${put(pageSize + 1)}::int)
      select f.visit_id as id, f.started_at as "startedAt", ${exact('f.started_at')} as "cursorAt", f.agent_id as "agentId", a.name as "agentName",
             f.reached, f.country, f.device, f.browser, f.conversation_id as "conversationId"
        from found f join agents a on a.tenant_id = f.tenant_id and a.id = f.agent_id
       order by f.started_at desc, f.visit_id desc`,
    values,
  };
}
