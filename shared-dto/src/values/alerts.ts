/** How bad a hit is, mildest first. */
export const ALERT_SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export type AlertSeverity = (typeof ALERT_SEVERITIES)[number];

/** From which severity on somebody is told. */
export const ALERT_LEVELS = [...ALERT_SEVERITIES, 'never'] as const;
export type AlertLevel = (typeof ALERT_LEVELS)[number];

export const ALERT_STATUSES = ['open', 'acknowledged', 'resolved', 'false_alarm'] as const;
export type AlertStatus = (typeof ALERT_STATUSES)[number];

/** What staff do with a hit. */
export const ALERT_ACTIONS = ['acknowledge', 'resolve', 'dismiss', 'reopen'] as const;
export type AlertAction = (typeof ALERT_ACTIONS)[number];

/** What may have happened to a hit; `cleared` is a figure that came back by itself. */
export const ALERT_STEP_KINDS = ['opened', 'reopened', 'acknowledged', 'resolved', 'false_alarm', 'cleared'] as const;
export type AlertStepKind = (typeof ALERT_STEP_KINDS)[number];

/** Suspicious patterns: counted in what was recorded. */
export const PATTERN_RULES = [
  'failed_logins',
  'credential_stuffing',
  'api_key_new_country',
  'api_key_many_networks',
  'export_burst',
  'privilege_odd_hours',
  'impossible_travel',
  'webhook_signatures',
] as const;
export type PatternRule = (typeof PATTERN_RULES)[number];

/** Patterns among people or keys of one workspace: its owners are told, too. */
export const OWNER_ALERT_RULES = [
  'failed_logins',
  'api_key_new_country',
  'api_key_many_networks',
  'export_burst',
  'privilege_odd_hours',
  'impossible_travel',
] as const satisfies readonly PatternRule[];
export type OwnerAlertRule = (typeof OWNER_ALERT_RULES)[number];

/** Figures of the system that may pass a limit. */
export const FIGURE_RULES = [
  'queue_waiting',
  'queue_failed',
  'event_delay',
  'email_failures',
  'stripe_events',
  'revenue_difference',
  'services_down',
  'database_connections',
  'process_silence',
  'api_errors',
  'api_p95',
  'loop_lag',
] as const;
export type FigureRule = (typeof FIGURE_RULES)[number];

export const ALERT_RULES = [...PATTERN_RULES, ...FIGURE_RULES] as const;
export type AlertRuleKey = (typeof ALERT_RULES)[number];

/** What of the configuration a rule may need to find anything. */
export const ALERT_NEEDS = ['country_header'] as const;
export type AlertNeed = (typeof ALERT_NEEDS)[number];

export const ALERT_UNITS = [
  'events',
  'accounts',
  'networks',
  'countries',
  'km_per_hour',
  'jobs',
  'seconds',
  'mails',
  'percent',
  'milliseconds',
  'tenants',
  'services',
] as const;
export type AlertUnit = (typeof ALERT_UNITS)[number];

/** `email` goes to staff, `owners` by mail to the owners of the workspace it concerns. */
export const ALERT_CHANNELS = ['email', 'webhook', 'owners'] as const;
export type AlertChannel = (typeof ALERT_CHANNELS)[number];
export const ALERT_DELIVERY_STATUSES = ['waiting', 'sent', 'failed'] as const;
export type AlertDeliveryStatus = (typeof ALERT_DELIVERY_STATUSES)[number];
