import type { ConversationQuery } from '@orbisvoice/shared-dto';
import { isDayBound } from '@orbisvoice/shared-dto/values';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { startOfDay } from '../../../platform/database/local-day.js';
import type { Statement } from '../../../platform/database/tenant-reader.js';
import { decodeCursor } from '../../../platform/http/page.js';
import { conversationConditions, type SpanBounds } from './conversation-conditions.js';

/** An instant as the API writes it: UTC, milliseconds, `Z`. */
const instant = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The `Conversation` of the contract, field by field; `c` is the conversation, `a` its agent (deleted ones keep their name). */
const CONVERSATION = `
  json_build_object(
    'id', c.id, 'agentId', c.agent_id, 'agentName', a.name, 'sessionId', c.session_id, 'channel', c.channel, 'status', c.status,
    'outcome', c.outcome, 'startedAt', ${instant('c.started_at')}, 'endedAt', ${instant('c.ended_at')},
    'durationSeconds', c.duration_seconds, 'firstResponseMs', c.first_response_ms,
    'firstResponseStages', case when coalesce(c.first_listen_ms, c.first_think_ms, c.first_speak_ms) is not null then json_build_object(
      'listenMs', c.first_listen_ms, 'thinkMs', c.first_think_ms, 'speakMs', c.first_speak_ms) end, 'visitorId', c.visitor_id, 'country', c.country,
    'device', c.device, 'browser', c.browser, 'endReason', c.end_reason, 'turnCount', c.turn_count, 'isCounted', c.counted_at is not null)`;

const AGENT = 'join agents a on a.tenant_id = c.tenant_id and a.id = c.agent_id';

/** Cursor of a row: its sort values, at full precision, in the encoding of `encodeCursor`. */
const CURSOR = `
  rtrim(translate(encode(convert_to(json_build_array(
    to_char(started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), id::text)::text, 'UTF8'), 'base64'), E'+/\\n', '-_'), '=')`;

const FILTERS = {
  agentId: 'c.agent_id = ?::uuid',
  status: 'c.status = ?',
  outcome: 'c.outcome = ?',
  channel: 'c.channel = ?',
  country: 'c.country = ?',
  device: 'c.device = ?',
  browser: 'c.browser = ?',
} as const;
const NAMED = ['from', 'to', 'cursor'] as const;
/** What the list was always asked for by. */
const PLAIN: ReadonlySet<string> = new Set(['pageSize', 'agentId', 'status', 'outcome', 'channel', ...NAMED]);
const FILTER_NAMES = Object.keys(FILTERS) as (keyof typeof FILTERS)[];

/** The values of a statement, each told the place it was put in. */
interface Values {
  readonly all: unknown[];
  put(value: unknown): string;
}
const valuesFrom = (...all: unknown[]): Values => ({ all, put: (value) => `$${all.push(value)}` });

/** Where the days of a query begin and end, as SQL: an instant is itself, a day begins by the clock of its zone. */
function boundsOf({ from, to, timeZone }: ConversationQuery, values: Values): SpanBounds {
  let given: string | undefined;
  const zone = (): string =>
    timeZone === undefined ? '(select t.time_zone from tenants t where t.id = $1)' : (given ??= `${values.put(timeZone)}::text`);
  const bound = (moment: string | undefined): string | null => {
    if (moment === undefined) return null;
    return isDayBound(moment) ? `(${startOfDay(`${values.put(moment)}::date`, zone())})` : `${values.put(moment)}::timestamptz`;
  };
  return { starts: bound(from), ends: bound(to), zone };
}

/** Whether the list is asked for as it always was: then its statement is kept by its name. */
function isPlain(query: ConversationQuery): boolean {
  const isAdded = ([name, value]: [string, unknown]): boolean => value !== undefined && !PLAIN.has(name);
  const isByDay = [query.from, query.to].some((at) => at !== undefined && isDayBound(at));
  return query.outcome !== 'known' && !isByDay && !Object.entries(query).some(isAdded);
}

/**
 * One page of conversations as the JSON text of `ConversationList`. Only the filters in use are in the text, so that each combination
 * has a plan of its own that walks the (tenant, started_at, id) index from the cursor on. Combinations that the reports lead to are too many to
 * be kept by a connection: they have no name and are planned each time.
 */
export function listStatement(tenantId: TenantId, query: ConversationQuery): Statement {
  const values = valuesFrom(tenantId, query.pageSize);
  const where = ['c.tenant_id = $1'];
  const used = FILTER_NAMES.filter((name) => query[name] !== undefined && query[name] !== 'known');
  for (const name of used) where.push(FILTERS[name].replace('?', values.put(query[name])));
  const bounds = boundsOf(query, values);
  const { starts, ends } = bounds;
  if (starts !== null) where.push(`c.started_at >= ${starts}`);
  if (ends !== null) where.push(`c.started_at < ${ends}`);
  where.push(...conversationConditions(query, bounds));
  if (query.cursor !== undefined) {
    const [startedAt, id] = decodeCursor(query.cursor, 2);
    where.push(`(c.started_at, c.id) < (${values.put(startedAt)}::timestamptz, ${values.put(id)}::uuid)`);
  }
  return {
    name: isPlain(query) ? ['conversations.list', ...used, ...NAMED.filter((name) => query[name] !== undefined)].join('.') : '',
    text: `
      with found as materialized (
        select c.* from conversations c where ${where.join(' and ')} order by c.started_at desc, c.id desc limit $2::int + 1),
      shown as materialized (select * from found order by started_at desc, id desc limit $2::int)
      select json_build_object(
        'items', (select coalesce(json_agg(${CONVERSATION} order by c.started_at desc, c.id desc), '[]') from shown c ${AGENT}),
        'next', case when (select count(*) from found) > $2::int
                     then (select ${CURSOR} from shown order by started_at, id limit 1) end)::text as json`,
    values: values.all,
  };
}

/** One `Conversation` by `id` or by `session_id`; `json` is null when there is none. */
export const oneStatement = (tenantId: TenantId, by: 'id' | 'session_id', value: string): Statement => ({
  name: `conversations.by_${by}`,
  text: `select (select ${CONVERSATION} from conversations c ${AGENT} where c.tenant_id = $1 and c.${by} = $2)::text as json`,
  values: [tenantId, value],
});

/** The latest conversations of every channel, newest first. */
export const recentStatement = (tenantId: TenantId, limit: number): Statement => ({
  name: 'conversations.recent',
  text: `
    select coalesce(json_agg(${CONVERSATION} order by c.started_at desc, c.id desc), '[]')::text as json
      from (select * from conversations where tenant_id = $1 order by started_at desc, id desc limit $2) c ${AGENT}`,
  values: [tenantId, limit],
});
