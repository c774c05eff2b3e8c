import { column, type DatasetTable } from '../dataset-columns.js';

const EMAIL_MESSAGES: DatasetTable = {
  table: 'email_messages',
  columns: [
    column('id', 'id', 'm.id'),
    column('template', 'word', 'm.template'),
    column('category', 'word', 'm.category'),
    column('recipient', 'text', 'm.recipient'),
    column('userId', 'id', 'm.user_id'),
    column('subject', 'text', 'm.subject'),
    column('status', 'word', 'm.status'),
    column('attempts', 'number', 'm.attempts'),
    column('error', 'text', 'm.error'),
    column('createdAt', 'instant', 'm.created_at'),
    column('sentAt', 'instant', 'm.sent_at'),
    column('resendOf', 'id', 'm.resend_of'),
  ],
  from: 'email_messages m',
  orderBy: 'm.created_at, m.id',
  isInOrder: true,
  tenant: 'm.tenant_id',
  filters: { range: 'm.created_at' },
};

const EMAIL_EVENTS: DatasetTable = {
  table: 'email_events',
  columns: [
    column('id', 'id', 'e.id'),
    column('messageId', 'id', 'e.message_id'),
    column('kind', 'word', 'e.kind'),
    column('detail', 'text', 'e.detail'),
    column('provider', 'word', 'e.provider'),
    column('at', 'instant', 'e.at'),
  ],
  from: 'email_events e',
  orderBy: 'e.at, e.id',
  tenant: 'e.tenant_id',
  filters: { range: 'e.at' },
};

const REPORT_SCHEDULES: DatasetTable = {
  table: 'report_schedules',
  columns: [
    column('id', 'id', 's.id'),
    column('name', 'text', 's.name'),
    column('frequency', 'word', 's.frequency'),
    column('timeZone', 'text', 's.time_zone'),
    column('hour', 'number', 's.hour'),
    column('isActive', 'flag', 's.is_active'),
    column('nextRunAt', 'instant', 's.next_run_at'),
    column('createdBy', 'id', 's.created_by'),
    column('createdAt', 'instant', 's.created_at'),
    column('updatedAt', 'instant', 's.updated_at'),
  ],
  from: 'report_schedules s',
  orderBy: 's.created_at, s.id',
  tenant: 's.tenant_id',
  filters: {},
};

const REPORT_RECIPIENTS: DatasetTable = {
  table: 'report_recipients',
  columns: [
    column('scheduleId', 'id', 'r.schedule_id'),
    column('email', 'text', 'r.email'),
    column('userId', 'id', 'r.user_id'),
    column('isListed', 'flag', 'r.is_listed'),
    column('unsubscribedAt', 'instant', 'r.unsubscribed_at'),
  ],
  from: 'report_recipients r',
  orderBy: 'r.schedule_id, r.place, r.email',
  tenant: 'r.tenant_id',
  filters: {},
};

const REPORT_RUNS: DatasetTable = {
  table: 'report_runs',
  columns: [
    column('id', 'id', 'r.id'),
    column('scheduleId', 'id', 'r.schedule_id'),
    column('periodFrom', 'word', `to_char(r.period_from, 'YYYY-MM-DD')`),
    column('periodTo', 'word', `to_char(r.period_to, 'YYYY-MM-DD')`),
    column('status', 'word', 'r.status'),
    column('isTest', 'flag', '(r.test_for is not null)'),
    column('exportId', 'id', 'r.export_id'),
    column('startedAt', 'instant', 'r.started_at'),
    column('finishedAt', 'instant', 'r.finished_at'),
  ],
  from: 'report_runs r',
  orderBy: 'r.started_at, r.id',
  tenant: 'r.tenant_id',
  filters: { range: 'r.started_at' },
};

const EXPORTS: DatasetTable = {
  table: 'exports',
  columns: [
    column('id', 'id', 'x.id'),
    column('dataset', 'word', 'x.dataset'),
    column('format', 'word', 'x.format'),
    column('filters', 'structure', 'x.filters'),
    column('status', 'word', 'x.status'),
    column('rows', 'number', 'x.row_count'),
    column('bytes', 'number', 'x.byte_count'),
    column('fileName', 'text', 'x.file_name'),
    column('failure', 'word', 'x.failure'),
    column('requestedBy', 'id', 'x.requested_by'),
    column('createdAt', 'instant', 'x.created_at'),
    column('finishedAt', 'instant', 'x.finished_at'),
    column('expiresAt', 'instant', 'x.expires_at'),
  ],
  from: 'exports x',
  orderBy: 'x.created_at, x.id',
  tenant: 'x.tenant_id',
  filters: { range: 'x.created_at', dataset: 'x.dataset', status: 'x.status' },
};

/** What left the workspace: mails, reports, files. Never what was in them. */
export const OUTGOING_TABLES = {
  email_messages: EMAIL_MESSAGES,
  email_events: EMAIL_EVENTS,
  report_schedules: REPORT_SCHEDULES,
  report_recipients: REPORT_RECIPIENTS,
  report_runs: REPORT_RUNS,
  exports: EXPORTS,
} as const satisfies Readonly<Record<string, DatasetTable>>;
