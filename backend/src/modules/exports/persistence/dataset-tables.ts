import type { ExportDataset } from '@orbisvoice/shared-dto/values';
import type { ColumnKind, DatasetColumn, DatasetTable } from './dataset-columns.js';

const column = (name: string, kind: ColumnKind, sql: string): DatasetColumn => ({ name, kind, sql });

const CONVERSATIONS: DatasetTable = {
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
  tenant: 'c.tenant_id',
  filters: { range: 'c.started_at', agentId: 'c.agent_id', channel: 'c.channel', status: 'c.status', outcome: 'c.outcome' },
  areConversations: true,
};

const TRANSCRIPT_TURNS: DatasetTable = {
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
  ],
  from: 'conversations c join transcript_turns t on t.tenant_id = c.tenant_id and t.conversation_id = c.id',
  orderBy: 'c.started_at, c.id, t.position',
  tenant: 'c.tenant_id',
  // days of the conversation: its turns are never torn apart
  filters: { range: 'c.started_at', agentId: 'c.agent_id', channel: 'c.channel' },
};

const TOOL_EXECUTIONS: DatasetTable = {
  columns: [
    column('id', 'id', 'x.id'),
    column('conversationId', 'id', 'x.conversation_id'),
    column('agentId', 'id', 'c.agent_id'),
    column('name', 'text', 'x.name'),
    column('status', 'word', 'x.status'),
    column('durationMs', 'number', 'x.duration_ms'),
    column('error', 'text', 'x.error'),
    column('executedAt', 'instant', 'x.executed_at'),
  ],
  from: 'conversations c join tool_executions x on x.tenant_id = c.tenant_id and x.conversation_id = c.id',
  orderBy: 'x.executed_at, x.id',
  tenant: 'c.tenant_id',
  filters: { range: 'x.executed_at', agentId: 'c.agent_id' },
};

const USAGE_EVENTS: DatasetTable = {
  columns: [
    column('key', 'text', 'e.key'),
    column('at', 'instant', 'e.at'),
    column('quantity', 'number', 'e.quantity'),
    column('state', 'word', 'e.state'),
    column('usedAfter', 'number', 'coalesce(e.counted_at_used, e.used_after)'),
    column('periodStart', 'instant', 'e.period_start'),
    column('conversationId', 'id', 'e.conversation_id'),
  ],
  from: 'usage_events e',
  orderBy: 'e.at, e.key',
  tenant: 'e.tenant_id',
  filters: { range: 'e.at' },
};

const INVOICES: DatasetTable = {
  columns: [
    column('id', 'id', 'i.id'),
    column('number', 'text', 'i.number'),
    column('stripeInvoiceId', 'id', 'i.stripe_invoice_id'),
    column('status', 'word', 'i.status'),
    column('planCode', 'word', 'i.plan_code'),
    column('currency', 'word', 'i.currency'),
    column('subtotal', 'number', 'i.subtotal'),
    column('discount', 'number', 'i.discount'),
    column('tax', 'number', 'i.tax'),
    column('total', 'number', 'i.total'),
    column('creditApplied', 'number', 'i.credit_applied'),
    column('amountDue', 'number', 'i.amount_due'),
    column('amountPaid', 'number', 'i.amount_paid'),
    column('amountRemaining', 'number', 'i.amount_remaining'),
    column('amountRefunded', 'number', 'i.amount_refunded'),
    column('periodStart', 'instant', 'i.period_start'),
    column('periodEnd', 'instant', 'i.period_end'),
    column('createdAt', 'instant', 'i.created_at'),
    column('paidAt', 'instant', 'i.paid_at'),
  ],
  from: 'invoices i',
  orderBy: 'i.created_at, i.id',
  tenant: 'i.tenant_id',
  filters: { range: 'i.created_at' },
};

const MEMBERS: DatasetTable = {
  columns: [
    column('id', 'id', 'u.id'),
    column('name', 'text', 'u.name'),
    column('email', 'text', 'u.email'),
    column('role', 'word', 'u.role'),
    column('emailVerifiedAt', 'instant', 'u.email_verified_at'),
    column('lastSeenAt', 'instant', 'u.last_seen_at'),
    column('createdAt', 'instant', 'u.created_at'),
  ],
  from: 'users u',
  orderBy: 'u.created_at, u.id',
  tenant: 'u.tenant_id',
  filters: {},
};

const REFERRALS: DatasetTable = {
  columns: [
    column('id', 'id', 'r.id'),
    column('code', 'text', 'r.code'),
    column('status', 'word', 'r.status'),
    column('signedUpAt', 'instant', 'r.signed_up_at'),
    column('convertedAt', 'instant', 'r.converted_at'),
  ],
  from: 'referrals r',
  orderBy: 'r.signed_up_at, r.id',
  tenant: 'r.tenant_id',
  filters: { range: 'r.signed_up_at' },
};

/** Datasets that are a table. The columns are described for people in docs/guides/exports.md; a test holds the two together. */
export const DATASET_TABLES = {
  conversations: CONVERSATIONS,
  transcript_turns: TRANSCRIPT_TURNS,
  tool_executions: TOOL_EXECUTIONS,
  usage_events: USAGE_EVENTS,
  invoices: INVOICES,
  members: MEMBERS,
  referrals: REFERRALS,
} as const satisfies Readonly<Partial<Record<ExportDataset, DatasetTable>>>;
export type TableDataset = keyof typeof DATASET_TABLES;
