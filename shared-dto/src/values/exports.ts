import type { Permission } from './permissions.js';

export const EXPORT_FORMATS = ['csv', 'json', 'pdf'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const EXPORT_STATUSES = ['queued', 'running', 'completed', 'failed', 'canceled', 'expired'] as const;
export type ExportStatus = (typeof EXPORT_STATUSES)[number];

/** States a row leaves by itself or by a person; the others are final. */
export const UNFINISHED_EXPORTS = ['queued', 'running'] as const satisfies readonly ExportStatus[];

/**
 * Why an export came to nothing. `worker_lost`: it took its process with it, or was never finished by one, as often as it was tried;
 * `source_failed`: what writes the rows gave up.
 */
export const EXPORT_FAILURES = ['worker_lost', 'storage_failed', 'storage_full', 'database_failed', 'source_failed', 'timed_out'] as const;
export type ExportFailure = (typeof EXPORT_FAILURES)[number];

/** Seconds that a download link works for; it is not renewed by being used. */
export const EXPORT_LINK_SECONDS = 300;

/** What a filter of an export narrows. `range` is a pair of local days in a zone, or of instants, half-open; `interval` gives a row for each hour, day, week or month of it. */
export type ExportFilter =
  | 'range'
  | 'interval'
  | 'agentId'
  | 'channel'
  | 'status'
  | 'outcome'
  | 'isCounted'
  | 'tool'
  | 'attempts'
  | 'cause'
  | 'isEnded'
  | 'length'
  | 'hasFirstResponse'
  | 'measuredStage'
  | 'visitor'
  | 'oncePerVisitor'
  | 'country'
  | 'device'
  | 'browser'
  | 'unsaid'
  | 'weekday'
  | 'hour'
  | 'search'
  | 'isActive'
  | 'isDeleted'
  | 'step'
  | 'funnel'
  | 'state'
  | 'invoiceId'
  | 'hold'
  | 'endpointId'
  | 'event'
  | 'dataset';

interface ExportDatasetFacts {
  readonly label: string;
  /** Who may read the rows may export them. */
  readonly permission: Permission;
  readonly formats: readonly ExportFormat[];
  readonly filters: readonly ExportFilter[];
}

const ROWS = ['csv', 'json'] as const;

/** Everything a workspace can take with it. `report` is all the analytics as one document; the others are tables. */
export const EXPORT_DATASETS = {
  conversations: {
    label: 'Conversations',
    permission: 'conversations.read',
    formats: ROWS,
    filters: [
      'range',
      'agentId',
      'channel',
      'status',
      'outcome',
      'isCounted',
      'isEnded',
      'length',
      'hasFirstResponse',
      'measuredStage',
      'visitor',
      'oncePerVisitor',
      'country',
      'device',
      'browser',
      'unsaid',
      'weekday',
      'hour',
    ],
  },
  transcript_turns: { label: 'Transcripts', permission: 'conversations.read', formats: ROWS, filters: ['range', 'agentId', 'channel'] },
  tool_executions: {
    label: 'Tool executions',
    permission: 'conversations.read',
    formats: ROWS,
    filters: ['range', 'agentId', 'channel', 'isCounted', 'tool', 'status', 'attempts', 'cause'],
  },
  agents: { label: 'Agents', permission: 'agents.read', formats: ROWS, filters: ['search', 'isActive', 'isDeleted'] },
  // single visits carry the pseudonym of their visitor, as conversations do: who reads figures alone does not get them
  widget_visits: {
    label: 'Widget visits',
    permission: 'conversations.read',
    formats: ROWS,
    filters: ['range', 'agentId', 'step', 'funnel'],
  },
  usage_events: { label: 'Usage events', permission: 'billing.read', formats: ROWS, filters: ['range', 'state', 'invoiceId'] },
  usage_periods: { label: 'Usage periods', permission: 'billing.read', formats: ROWS, filters: ['range'] },
  usage_thresholds: { label: 'Usage alerts', permission: 'billing.read', formats: ROWS, filters: ['range'] },
  limit_adjustments: { label: 'Limit adjustments', permission: 'billing.read', formats: ROWS, filters: [] },
  subscriptions: { label: 'Subscriptions', permission: 'billing.read', formats: ROWS, filters: [] },
  billing_details: { label: 'Billing details', permission: 'billing.read', formats: ROWS, filters: [] },
  tax_ids: { label: 'Tax numbers', permission: 'billing.read', formats: ROWS, filters: [] },
  invoices: { label: 'Invoices', permission: 'billing.read', formats: ROWS, filters: ['range', 'status'] },
  invoice_lines: { label: 'Invoice lines', permission: 'billing.read', formats: ROWS, filters: ['range'] },
  payment_attempts: { label: 'Payment attempts', permission: 'billing.read', formats: ROWS, filters: ['range'] },
  refunds: { label: 'Refunds', permission: 'billing.read', formats: ROWS, filters: ['range'] },
  disputes: { label: 'Disputes', permission: 'billing.read', formats: ROWS, filters: ['range'] },
  members: { label: 'Members', permission: 'team.read', formats: ROWS, filters: [] },
  invitations: { label: 'Invitations', permission: 'team.manage', formats: ROWS, filters: ['range'] },
  api_keys: { label: 'API keys', permission: 'api_keys.read', formats: ROWS, filters: [] },
  referrals: { label: 'Referrals', permission: 'referrals.read', formats: ROWS, filters: ['range', 'channel', 'status', 'hold'] },
  referral_visits: { label: 'Referral visits', permission: 'referrals.read', formats: ROWS, filters: ['range', 'channel'] },
  email_messages: { label: 'Mails', permission: 'emails.read', formats: ROWS, filters: ['range'] },
  email_events: { label: 'Mail deliveries', permission: 'emails.read', formats: ROWS, filters: ['range'] },
  report_schedules: { label: 'Scheduled reports', permission: 'reports.manage', formats: ROWS, filters: [] },
  report_recipients: { label: 'Report recipients', permission: 'reports.manage', formats: ROWS, filters: [] },
  report_runs: { label: 'Report runs', permission: 'reports.manage', formats: ROWS, filters: ['range'] },
  webhook_endpoints: { label: 'Webhook endpoints', permission: 'webhooks.read', formats: ROWS, filters: [] },
  webhook_deliveries: {
    label: 'Webhook deliveries',
    permission: 'webhooks.read',
    formats: ROWS,
    filters: ['range', 'endpointId', 'status', 'event'],
  },
  webhook_tries: { label: 'Webhook tries', permission: 'webhooks.read', formats: ROWS, filters: ['range'] },
  exports: { label: 'Exports', permission: 'exports.read', formats: ROWS, filters: ['range', 'dataset', 'status'] },
  analytics_conversations: {
    label: 'Conversations over time',
    permission: 'stats.read',
    formats: ROWS,
    filters: ['range', 'interval', 'agentId', 'channel'],
  },
  analytics_agents: { label: 'Agents side by side', permission: 'stats.read', formats: ROWS, filters: ['range', 'agentId', 'channel'] },
  analytics_stages: { label: 'Response time by stage', permission: 'stats.read', formats: ROWS, filters: ['range', 'agentId', 'channel'] },
  analytics_tools: { label: 'Tools', permission: 'stats.read', formats: ROWS, filters: ['range', 'agentId', 'channel'] },
  analytics_engagement: {
    label: 'Engagement over time',
    permission: 'stats.read',
    formats: ROWS,
    filters: ['range', 'interval', 'agentId'],
  },
  analytics_referrals: { label: 'Referrals over time', permission: 'stats.read', formats: ROWS, filters: ['range', 'interval'] },
  report: { label: 'Report', permission: 'stats.read', formats: ['pdf', 'csv', 'json'], filters: ['range'] },
} as const satisfies Readonly<Record<string, ExportDatasetFacts>>;
export type ExportDataset = keyof typeof EXPORT_DATASETS;
/** Figures that the analytics compute, of whole days: no instant bounds them. */
export const DAY_DATASETS = [
  'analytics_conversations',
  'analytics_agents',
  'analytics_stages',
  'analytics_tools',
  'analytics_engagement',
  'analytics_referrals',
  'report',
] as const satisfies readonly ExportDataset[];
export type DayDataset = (typeof DAY_DATASETS)[number];
export const isDayDataset = (dataset: ExportDataset): dataset is DayDataset => DAY_DATASETS.some((one) => one === dataset);
export const EXPORT_DATASET_NAMES = Object.keys(EXPORT_DATASETS) as [ExportDataset, ...ExportDataset[]];

export const REPORT_FREQUENCIES = ['daily', 'weekly', 'monthly', 'quarterly'] as const;
export type ReportFrequency = (typeof REPORT_FREQUENCIES)[number];

/** Where the latest run of a schedule stands. */
export const REPORT_RUN_STATUSES = ['running', 'sent', 'failed'] as const;
export type ReportRunStatus = (typeof REPORT_RUN_STATUSES)[number];

/** Most people one schedule writes to, and most schedules a workspace keeps. */
export const REPORT_RECIPIENTS_MAX = 20;
export const REPORT_SCHEDULES_MAX = 20;
