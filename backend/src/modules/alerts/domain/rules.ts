import type { AlertNeed, AlertRuleKey, AlertSeverity, AlertUnit, FigureRule, PatternRule } from '@orbisvoice/shared-dto/values';

/** Facts that patterns are found in. `login`, `sign_in`, `api_key` and `gateway` are noted by the processes, the others read from the audit log. */
export const SIGNAL_KINDS = [
  'account.login_failed',
  'network.login_failed',
  'sign_in',
  'api_key.use',
  'export',
  'privilege',
  'gateway.refused',
] as const;
export type SignalKind = (typeof SIGNAL_KINDS)[number];

/** How signals of one subject make a hit. */
export type Detector = 'burst' | 'distinct' | 'odd_hours' | 'novelty' | 'travel';

/** From and to which full hour, in the zone of the tenant, is odd; over midnight when `from` is the later one. */
export interface OddHours {
  readonly from: number;
  readonly to: number;
}

/** What a rule is tuned by. */
export interface RuleParameters {
  readonly threshold: number;
  /** Patterns: within which time is counted. Figures: how long the figure must stand at the threshold. */
  readonly windowSeconds: number;
  /** Figures: how long it must be below before the hit settles by itself. */
  readonly clearSeconds: number | null;
  readonly hours: OddHours | null;
  readonly severity: AlertSeverity;
}

interface Bounds {
  readonly unit: AlertUnit;
  readonly thresholdMax: number;
  readonly windowMax: number;
  readonly defaults: RuleParameters;
}

export interface PatternDefinition extends Bounds {
  readonly signal: SignalKind;
  readonly detector: Detector;
}

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;
/** Signals are kept for eight days, so no window is wider than seven. */
const WEEK = 7 * DAY;

type Defaults = Pick<RuleParameters, 'threshold' | 'windowSeconds' | 'severity'> & { readonly hours?: OddHours };

const pattern = (
  [signal, detector, unit]: readonly [SignalKind, Detector, AlertUnit],
  { hours, ...defaults }: Defaults,
  { thresholdMax = 10_000, windowMax = WEEK }: { readonly thresholdMax?: number; readonly windowMax?: number } = {},
): PatternDefinition => ({
  signal,
  detector,
  unit,
  thresholdMax,
  windowMax,
  defaults: { ...defaults, clearSeconds: null, hours: hours ?? null },
});

export const PATTERNS: Readonly<Record<PatternRule, PatternDefinition>> = {
  failed_logins: pattern(['account.login_failed', 'burst', 'events'], { threshold: 10, windowSeconds: 15 * MINUTE, severity: 'medium' }),
  credential_stuffing: pattern(['network.login_failed', 'distinct', 'accounts'], {
    threshold: 8,
    windowSeconds: 30 * MINUTE,
    severity: 'high',
  }),
  api_key_new_country: pattern(
    ['api_key.use', 'novelty', 'countries'],
    { threshold: 1, windowSeconds: 90 * DAY, severity: 'high' },
    { thresholdMax: 1, windowMax: 365 * DAY },
  ),
  api_key_many_networks: pattern(['api_key.use', 'distinct', 'networks'], { threshold: 10, windowSeconds: HOUR, severity: 'medium' }),
  export_burst: pattern(['export', 'burst', 'events'], { threshold: 10, windowSeconds: HOUR, severity: 'medium' }),
  privilege_odd_hours: pattern(['privilege', 'odd_hours', 'events'], {
    threshold: 1,
    windowSeconds: HOUR,
    severity: 'low',
    hours: { from: 22, to: 6 },
  }),
  impossible_travel: pattern(['sign_in', 'travel', 'km_per_hour'], { threshold: 900, windowSeconds: DAY, severity: 'high' }),
  webhook_signatures: pattern(['gateway.refused', 'burst', 'events'], { threshold: 10, windowSeconds: 10 * MINUTE, severity: 'medium' }),
};

const figure = (unit: AlertUnit, threshold: number, severity: AlertSeverity, minutes = 5): Bounds => ({
  unit,
  thresholdMax: unit === 'percent' ? 100 : 1_000_000,
  windowMax: DAY,
  defaults: { threshold, windowSeconds: minutes * MINUTE, clearSeconds: 10 * MINUTE, hours: null, severity },
});

export const FIGURES: Readonly<Record<FigureRule, Bounds>> = {
  queue_waiting: figure('jobs', 1_000, 'medium'),
  queue_failed: figure('jobs', 10, 'medium', 1),
  event_delay: figure('seconds', 300, 'high', 2),
  email_failures: figure('mails', 20, 'high', 2),
  stripe_events: figure('events', 1, 'high', 10),
  revenue_difference: figure('tenants', 1, 'high', 10),
  services_down: figure('services', 1, 'high', 3),
  process_silence: figure('seconds', 120, 'critical', 1),
  database_connections: figure('percent', 80, 'high', 3),
  api_errors: figure('percent', 5, 'high', 3),
  api_p95: figure('milliseconds', 1_000, 'medium'),
  loop_lag: figure('milliseconds', 250, 'medium'),
};

const ALL: Readonly<Record<AlertRuleKey, Bounds>> = { ...PATTERNS, ...FIGURES };

/** A rule as it was shipped. */
export const ruleBounds = (key: AlertRuleKey): Bounds => ALL[key];

/** Tell one place from another by the country that a proxy names. */
const OF_COUNTRIES: readonly AlertRuleKey[] = ['api_key_new_country', 'impossible_travel'];

/** What a rule needs and the platform has not: it is on, and finds nothing. */
export const needOf = (key: AlertRuleKey, { hasCountries }: { readonly hasCountries: boolean }): AlertNeed | null =>
  !hasCountries && OF_COUNTRIES.includes(key) ? 'country_header' : null;

export const isPattern = (key: AlertRuleKey): key is PatternRule => key in PATTERNS;
