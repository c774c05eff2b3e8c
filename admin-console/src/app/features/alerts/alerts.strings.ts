import type {
  AlertAction,
  AlertDeliveryStatus,
  AlertLevel,
  AlertRuleKey,
  AlertSeverity,
  AlertStatus,
  AlertStepKind,
  AlertUnit,
} from '@orbisvoice/shared-dto/values';
import { formatNumber } from '@orbisvoice/shared-ui/format';
import type { Tone } from '@orbisvoice/shared-ui/ui';

/** A rule in words: its name, what it looks for, and what to do about a hit. */
export interface RuleWords {
  readonly name: string;
  readonly text: string;
}

export const RULE_WORDS: Readonly<Record<AlertRuleKey, RuleWords>> = {
  failed_logins: { name: 'Failed log-ins on one account', text: 'Wrong passwords for one account, from anywhere.' },
  credential_stuffing: {
    name: 'Guesses across many accounts',
    text: 'One network (/24, or /48 of IPv6) tries different accounts, known or not.',
  },
  api_key_new_country: { name: 'API key from a new country', text: 'A key is used from a country it was not used from within the window.' },
  api_key_many_networks: { name: 'API key from many networks', text: 'One key is used from different networks.' },
  export_burst: { name: 'Many exports', text: 'One person or key exports again and again.' },
  privilege_odd_hours: {
    name: 'Rights given at odd hours',
    text: 'Roles changed, administrators invited, keys made or staff rights given at night, by the clock of the tenant.',
  },
  impossible_travel: { name: 'Impossible travel', text: 'Two sign-ins in a row from countries too far apart for the time between them.' },
  webhook_signatures: {
    name: 'Webhooks with wrong signatures',
    text: 'Calls to Stripe’s or a mail provider’s address that are not signed by them.',
  },
  queue_waiting: { name: 'Jobs piling up', text: 'Jobs that wait, over all queues.' },
  queue_failed: { name: 'Jobs failed for good', text: 'Jobs that are out of tries and wait for a person.' },
  event_delay: { name: 'Events wait too long', text: 'Age of the oldest event that was not handed on.' },
  email_failures: { name: 'Mails failing', text: 'Mails given up within the last 15 minutes.' },
  stripe_events: { name: 'Stripe events failing', text: 'Events of Stripe that failed or were given up.' },
  revenue_difference: {
    name: 'Ledger and subscriptions differ',
    text: 'Tenants whose MRR movements do not add up to what their subscriptions say.',
  },
  services_down: {
    name: 'A watched service is down',
    text: 'Services of WATCHED_SERVICES whose latest answer was a failure; each is asked once a minute.',
  },
  process_silence: { name: 'A process is silent', text: 'How long a process that was not stopped has said nothing.' },
  database_connections: { name: 'Database connections', text: 'Connections in use, of those the server allows.' },
  api_errors: { name: 'API errors', text: 'Share of answers of the last 5 minutes that are 5xx, from the fifth such answer on.' },
  api_p95: { name: 'API slow', text: 'Time within which 95 % of the answers of the last 5 minutes came, from the twentieth answer on.' },
  loop_lag: { name: 'Event loop lags', text: 'p99 of the lag within a minute, of the process that is worst off.' },
};

export const SEVERITY_NAMES: Readonly<Record<AlertSeverity, string>> = { low: 'Low', medium: 'Medium', high: 'High', critical: 'Critical' };
export const SEVERITY_TONES: Readonly<Record<AlertSeverity, Tone>> = {
  low: 'neutral',
  medium: 'info',
  high: 'warning',
  critical: 'danger',
};
export const STATUS_NAMES: Readonly<Record<AlertStatus, string>> = {
  open: 'Open',
  acknowledged: 'Acknowledged',
  resolved: 'Resolved',
  false_alarm: 'False alarm',
};
export const STATUS_TONES: Readonly<Record<AlertStatus, Tone>> = {
  open: 'danger',
  acknowledged: 'warning',
  resolved: 'success',
  false_alarm: 'neutral',
};
export const STEP_NAMES: Readonly<Record<AlertStepKind, string>> = {
  opened: 'Opened',
  reopened: 'Open again',
  acknowledged: 'Acknowledged',
  resolved: 'Resolved',
  false_alarm: 'False alarm',
  cleared: 'Back to normal',
};
export const STEP_TONES: Readonly<Record<AlertStepKind, Tone>> = {
  opened: 'danger',
  reopened: 'danger',
  acknowledged: 'warning',
  resolved: 'success',
  false_alarm: 'neutral',
  cleared: 'success',
};
export const DELIVERY_NAMES: Readonly<Record<AlertDeliveryStatus, string>> = { waiting: 'Waiting', sent: 'Sent', failed: 'Given up' };
export const DELIVERY_TONES: Readonly<Record<AlertDeliveryStatus, Tone>> = { waiting: 'warning', sent: 'success', failed: 'danger' };
export const CHANNEL_NAMES = { email: 'E-mail', webhook: 'Webhook', owners: 'Owners of the workspace' } as const;
export const LEVEL_NAMES: Readonly<Record<AlertLevel, string>> = {
  low: 'Low and above: all',
  medium: 'Medium and above',
  high: 'High and above',
  critical: 'Critical only',
  never: 'Never',
};

const UNIT_NAMES: Readonly<Record<AlertUnit, string>> = {
  events: 'times',
  accounts: 'accounts',
  networks: 'networks',
  countries: 'new country',
  km_per_hour: 'km/h',
  jobs: 'jobs',
  seconds: 's',
  mails: 'mails',
  percent: '%',
  milliseconds: 'ms',
  tenants: 'tenants',
  services: 'services',
};
const SINGULAR: Partial<Readonly<Record<AlertUnit, string>>> = {
  events: 'time',
  accounts: 'account',
  tenants: 'tenant',
  services: 'service',
  networks: 'network',
  jobs: 'job',
  mails: 'mail',
};
/** A figure with its unit. */
export function measure(value: number, unit: AlertUnit): string {
  const count = Math.round(value);
  const name = UNIT_NAMES[unit];
  return `${formatNumber(count)} ${count === 1 && SINGULAR[unit] ? SINGULAR[unit] : name}`;
}

/** A length of time in its largest whole unit. */
export function span(seconds: number): string {
  if (seconds % 86_400 === 0) return seconds === 86_400 ? '1 day' : `${seconds / 86_400} days`;
  if (seconds % 3_600 === 0) return seconds === 3_600 ? '1 hour' : `${seconds / 3_600} hours`;
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

/** What is asked before a deed. */
export interface ActionWords {
  readonly label: string;
  readonly heading: string;
  readonly text: string;
  readonly isNoteOptional: boolean;
}
export const ACTION_WORDS: Readonly<Record<AlertAction, ActionWords>> = {
  acknowledge: {
    label: 'Acknowledge',
    heading: 'Acknowledge the alert?',
    text: 'Says that somebody looks at it. It goes on counting, and tells nobody.',
    isNoteOptional: true,
  },
  resolve: {
    label: 'Resolve',
    heading: 'Resolve the alert?',
    text: 'What was counted so far is settled. New facts open it again.',
    isNoteOptional: false,
  },
  dismiss: {
    label: 'False alarm',
    heading: 'Was it a false alarm?',
    text: 'Settles it as well. If it happens often, tune the rule.',
    isNoteOptional: false,
  },
  reopen: { label: 'Reopen', heading: 'Reopen the alert?', text: 'It counts as unsettled again.', isNoteOptional: false },
};

export const ALERTS = {
  nav: { label: 'Alerts', list: 'Alerts', rules: 'Rules', delivery: 'Delivery', alert: 'Alert' },
  title: 'Alerts',
  intro: 'What the rules found. One hit per rule and subject; it grows while it is open. Times are UTC.',
  tabs: 'Alerts by state',
  all: 'All',
  caption: 'Alerts, the newest fact first',
  columns: { what: 'Alert', about: 'About', status: 'State', count: 'Counted', last: 'Last' },
  filters: { severity: 'Severity', rule: 'Rule' },
  muted: 'Muted',
  empty: 'Nothing suspicious',
  emptyText: 'The rules look every half minute. What they find appears here.',
  emptyFiltered: 'No alert matches these filters',
  emptyFilteredText: 'Choose another state or clear a filter.',
  subjects: {
    user: (name: string | null) => name ?? 'A person who is gone',
    api_key: (name: string | null) => `Key ${name ?? 'that is gone'}`,
    network: 'Network',
    gateway: 'Webhooks of',
    system: 'The platform',
  },
  again: (count: number) => (count === 2 ? 'opened twice' : `opened ${count} times`),
} as const;

export const ALERT = {
  back: 'Alerts',
  all: 'All alerts',
  loading: 'Alert',
  notFound: 'No such alert',
  notFoundText: 'The link may be mistyped.',
  why: 'Why',
  pattern: (peak: string, limit: string, window: string) => `${peak} within ${window} at most; the rule begins at ${limit}.`,
  travel: (peak: string, limit: string) => `It would have taken ${peak}; the rule begins at ${limit}.`,
  novelty: (window: string) => `Not used from there within ${window} before.`,
  figure: (peak: string, limit: string, window: string) => `It reached ${peak}, and stood at ${limit} or above for ${window}.`,
  facts: 'Facts',
  about: 'About',
  tenant: 'Tenant',
  counted: 'Counted',
  first: 'First',
  last: 'Last',
  opened: 'Opened',
  rule: 'Rule',
  next: 'Next steps',
  evidence: 'What was counted',
  evidenceText: (shown: number, count: number) => (count > shown ? `The newest ${shown} of ${count}.` : ''),
  evidenceCaption: 'Counted facts, newest first',
  columns: { at: 'When', what: 'What', where: 'From', entry: 'Entry' },
  entry: 'In the audit log',
  account: 'Account tried',
  unknownAccount: 'No account of ours',
  signIn: 'Signed in',
  keyUse: 'Key used',
  refused: 'Refused',
  none: '–',
  timeline: 'What happened',
  rules: 'the rule',
  told: (channel: string, state: string) => `${channel}: ${state.toLowerCase()}`,
  done: (status: string) => `State of the alert: ${status.toLowerCase()}.`,
  note: 'Note',
  noteHint: 'What it was, or why it was nothing. It stands in the audit log.',
  cancel: 'Cancel',
  steps: {
    user: 'Open the person: brake on sign-in, password reset',
    sessions: 'The person’s sessions, to end one or all',
    tenant: 'Open the person’s tenant',
    entries: 'Everything this person did, in the audit log',
    tried: 'Everything that happened to this account, in the audit log',
    key: 'Open the tenant that owns the key, to suspend it or call its owner',
    keyEntries: 'Everything this key did, in the audit log',
    network: 'Failed log-ins of all accounts, in the audit log',
    webhooks: 'Events of Stripe',
    difference: 'The tenants whose ledger differs',
    reconciliation: 'Compare our rows with Stripe',
    mails: 'The e-mail log',
    system: 'How the processes and the database do',
    queues: 'The queues and what failed in them',
    integrations: 'How the world outside answers',
    endpoints: 'Which endpoints are slow or fail',
    errors: 'Which errors there are, by place',
    queries: 'Which statements are slow',
    tune: 'Tune or mute the rule',
  },
} as const;
