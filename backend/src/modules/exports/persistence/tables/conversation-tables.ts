import { TOOL_CALL_FILTERS } from '@orbisvoice/shared-dto/values';
import { reached, toolCallConditions } from '../../../analytics/index.js';
import { column, said, type DatasetTable, type NarrowedBy } from '../dataset-columns.js';

const CONVERSATIONS: DatasetTable = {
  table: 'conversations',
  columns: [
    column('id', 'id', 'c.id'),
    column('agentId', 'id', 'c.agent_id'),
    column('agentName', 'text', 'a.name'),
    column('sessionId', 'text', 'c.session_id'),
    column('channel', 'word', 'c.channel'),
    column('status', 'word', 'c.status'),
    column('outcome', 'word', 'c.outcome'),
    column('startedAt', 'instant', 'c.started_at'),
    column('endedAt', 'instant', 'c.ended_at'),
    column('durationSeconds', 'number', 'c.duration_seconds'),
    column('firstResponseMs', 'number', 'c.first_response_ms'),
    column('firstListenMs', 'number', 'c.first_listen_ms'),
    column('firstThinkMs', 'number', 'c.first_think_ms'),
    column('firstSpeakMs', 'number', 'c.first_speak_ms'),
    column('turnCount', 'number', 'c.turn_count'),
    column('countedAt', 'instant', 'c.counted_at'),
    column('visitorId', 'text', 'c.visitor_id'),
    column('country', 'text', 'c.country'),
    column('device', 'text', 'c.device'),
    column('browser', 'text', 'c.browser'),
    column('endReason', 'text', 'c.end_reason'),
  ],
  from: 'conversations c join agents a on a.tenant_id = c.tenant_id and a.id = c.agent_id',
  orderBy: 'c.started_at, c.id',
  isInOrder: true,
  tenant: 'c.tenant_id',
  filters: {
    range: 'c.started_at',
    agentId: 'c.agent_id',
    channel: 'c.channel',
    status: 'c.status',
    outcome: 'c.outcome',
    country: 'c.country',
    device: 'c.device',
    browser: 'c.browser',
  },
  areConversations: true,
};

const TRANSCRIPT_TURNS: DatasetTable = {
  table: 'transcript_turns',
  columns: [
    column('id', 'id', 't.id'),
    column('conversationId', 'id', 't.conversation_id'),
    column('agentId', 'id', 'c.agent_id'),
    column('channel', 'word', 'c.channel'),
    column('position', 'number', 't.position'),
    column('speaker', 'word', 't.speaker'),
    column('text', 'text', 't.text'),
    column('startedAt', 'instant', 't.started_at'),
    column('latencyMs', 'number', 't.latency_ms'),
    column('listenMs', 'number', 't.listen_ms'),
    column('thinkMs', 'number', 't.think_ms'),
    column('speakMs', 'number', 't.speak_ms'),
  ],
  from: 'conversations c join transcript_turns t on t.tenant_id = c.tenant_id and t.conversation_id = c.id',
  orderBy: 'c.started_at, c.id, t.position',
  isInOrder: true,
  tenant: 'c.tenant_id',
  // days of the conversation: its turns are never torn apart
  filters: { range: 'c.started_at', agentId: 'c.agent_id', channel: 'c.channel' },
};

const either = (isSo: boolean, condition: string): string => (isSo ? condition : `not (${condition})`);

/** What one of the filters of tool calls asks of an execution `x`. */
const ofCall = (traits: Parameters<typeof toolCallConditions>[0]): string | null => toolCallConditions(traits, 'x.')[0] ?? null;

/** A word of another dataset's states never comes here: `CreateExport` refuses it. */
const statusOf = ({ status }: NarrowedBy) => TOOL_CALL_FILTERS.find((word) => word === status);

const TOOL_EXECUTIONS: DatasetTable = {
  table: 'tool_executions',
  columns: [
    column('id', 'id', 'x.id'),
    column('conversationId', 'id', 'x.conversation_id'),
    column('agentId', 'id', 'c.agent_id'),
    column('name', 'text', 'x.name'),
    column('status', 'word', 'x.status'),
    column('durationMs', 'number', 'x.duration_ms'),
    column('error', 'text', 'x.error'),
    column('executedAt', 'instant', 'x.executed_at'),
    column('callId', 'text', 'x.call_id'),
    column('attempt', 'number', 'x.attempt'),
    column('isLast', 'flag', 'x.is_last'),
  ],
  from: 'conversations c join tool_executions x on x.tenant_id = c.tenant_id and x.conversation_id = c.id',
  orderBy: 'x.executed_at, x.id',
  tenant: 'c.tenant_id',
  filters: { range: 'x.executed_at', agentId: 'c.agent_id', channel: 'c.channel', tool: 'x.name' },
  asks: {
    isCounted: ({ isCounted }) => (isCounted === undefined ? null : either(isCounted, 'x.is_counted')),
    status: (by) => ofCall({ status: statusOf(by) }),
    attempts: ({ attempts }) => ofCall({ attempts }),
    cause: ({ cause }) => ofCall({ cause: cause === undefined ? undefined : said('cause') }),
  },
};

/** Typed text is text: `%` and `_` find themselves. */
const CONTAINING = `'%' || regexp_replace(${said('search')}, '([\\\\%_])', '\\\\\\1', 'g') || '%'`;

const AGENTS: DatasetTable = {
  table: 'agents',
  columns: [
    column('id', 'id', 'a.id'),
    column('name', 'text', 'a.name'),
    column('systemPrompt', 'text', 'a.system_prompt'),
    column('voiceId', 'word', 'a.voice_id'),
    column('greeting', 'text', 'a.greeting'),
    column('tools', 'structure', 'a.tools'),
    column('isActive', 'flag', 'a.is_active'),
    column('publicKey', 'id', 'a.public_key'),
    column('allowedOrigins', 'structure', 'a.allowed_origins'),
    column('widget', 'structure', 'a.widget'),
    column('createdAt', 'instant', 'a.created_at'),
    column('updatedAt', 'instant', 'a.updated_at'),
    column('deletedAt', 'instant', 'a.deleted_at'),
  ],
  from: 'agents a',
  orderBy: 'a.created_at, a.id',
  tenant: 'a.tenant_id',
  filters: {},
  asks: {
    search: ({ search }) => (search === undefined ? null : `a.name ilike ${CONTAINING}`),
    isActive: ({ isActive }) => (isActive === undefined ? null : either(isActive, 'a.is_active')),
    isDeleted: ({ isDeleted }) => (isDeleted === undefined ? null : either(isDeleted, 'a.deleted_at is not null')),
  },
};

const WIDGET_VISITS: DatasetTable = {
  table: 'widget_visits',
  columns: [
    column('visitId', 'text', 'v.visit_id'),
    column('agentId', 'id', 'v.agent_id'),
    column('startedAt', 'instant', 'v.started_at'),
    column('impressionAt', 'instant', 'v.impression_at'),
    column('openedAt', 'instant', 'v.opened_at'),
    column('grantedAt', 'instant', 'v.granted_at'),
    column('visitorId', 'text', 'v.visitor_id'),
    column('device', 'text', 'v.device'),
    column('browser', 'text', 'v.browser'),
    column('country', 'text', 'v.country'),
  ],
  from: 'widget_visits v',
  orderBy: 'v.started_at, v.visit_id',
  isInOrder: true,
  tenant: 'v.tenant_id',
  filters: { range: 'v.started_at', agentId: 'v.agent_id' },
  asks: {
    step: ({ step, funnel = 'sequential' }) => (step === undefined ? null : reached(step, funnel)),
    // how a step is read, which is asked for with it
    funnel: () => null,
  },
};

/** Agents and what they and visitors did. */
export const CONVERSATION_TABLES = {
  conversations: CONVERSATIONS,
  transcript_turns: TRANSCRIPT_TURNS,
  tool_executions: TOOL_EXECUTIONS,
  agents: AGENTS,
  widget_visits: WIDGET_VISITS,
} as const satisfies Readonly<Record<string, DatasetTable>>;
