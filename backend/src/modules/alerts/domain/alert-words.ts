import type { AlertRuleKey, AlertStepKind, AlertUnit } from '@orbisvoice/shared-dto/values';

/** A rule in words, for mails and webhooks; the console has its own, longer ones. */
export const RULE_TITLES: Readonly<Record<AlertRuleKey, string>> = {
  failed_logins: 'Failed log-ins on one account',
  credential_stuffing: 'Guesses across many accounts',
  api_key_new_country: 'API key used from a new country',
  api_key_many_networks: 'API key used from many networks',
  export_burst: 'Many exports by one actor',
  privilege_odd_hours: 'Rights given at odd hours',
  impossible_travel: 'Impossible travel',
  webhook_signatures: 'Webhooks with wrong signatures',
  queue_waiting: 'Jobs are piling up',
  queue_failed: 'Jobs failed for good',
  event_delay: 'Events wait too long',
  email_failures: 'Mails are failing',
  stripe_events: 'Stripe events are failing',
  revenue_difference: 'Ledger and subscriptions differ',
  services_down: 'A watched service is down',
  process_silence: 'A process is silent',
  database_connections: 'Database connections near the limit',
  api_errors: 'The API answers with errors',
  api_p95: 'The API is slow',
  loop_lag: 'A process falls behind',
};

const UNITS: Readonly<Record<AlertUnit, string>> = {
  events: 'events',
  accounts: 'accounts',
  networks: 'networks',
  countries: 'new country',
  km_per_hour: 'km/h',
  jobs: 'jobs',
  seconds: 'seconds',
  mails: 'mails',
  percent: '%',
  milliseconds: 'ms',
  tenants: 'tenants',
  services: 'services',
};

/** A figure with its unit. */
export function measureText(value: number, unit: AlertUnit): string {
  const count = Math.round(value);
  // `km/h`, `%` and `ms` have no plural
  return `${count} ${count === 1 && /^[a-z ]{4,}s$/.test(UNITS[unit]) ? UNITS[unit].slice(0, -1) : UNITS[unit]}`;
}

/** A length of time in its largest whole unit. */
export function spanText(seconds: number): string {
  const [size, name] = (
    [
      [86_400, 'day'],
      [3_600, 'hour'],
      [60, 'minute'],
      [1, 'second'],
    ] as const
  ).find(([unit]) => seconds % unit === 0) ?? [1, 'second'];
  const count = seconds / size;
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

const STATES: Readonly<Record<AlertStepKind, string>> = {
  opened: 'open',
  reopened: 'open again',
  acknowledged: 'acknowledged',
  resolved: 'resolved',
  false_alarm: 'a false alarm',
  cleared: 'back to normal',
};
export const stateText = (kind: AlertStepKind): string => STATES[kind];

interface Subject {
  readonly subjectKind: 'user' | 'api_key' | 'network' | 'gateway' | 'system';
  readonly subjectId: string;
  readonly tenantName: string | null;
  /** What of the platform, by name. */
  readonly named?: string | null;
}

/** Whom it is about, without naming a person: mails and other people's systems keep what they are told. */
export function subjectText({ subjectKind, subjectId, tenantName, named }: Subject): string {
  const of = tenantName === null ? '' : ` of ${tenantName}`;
  switch (subjectKind) {
    case 'user':
      return `a person${of}`;
    case 'api_key':
      return `an API key${of}`;
    case 'network':
      return `network ${subjectId}`;
    case 'gateway':
      return `webhooks of ${subjectId}`;
    case 'system':
      return named ?? 'the platform';
  }
}
