import { type ProcessKind } from '@orbisvoice/shared-dto/values';

/** A counter or histogram of the registry that is written down once a minute. */
export interface KeptMetric {
  /** What it is called in the registry. */
  readonly registered: string;
  /** Labels that together name a series, and the one that says how it went. */
  readonly series: readonly string[];
  readonly outcome: string;
  /** Which processes have it: a minute counts as recorded when one of them wrote. */
  readonly kind: ProcessKind;
}

/** What is kept, by the name it is read under. Bounded by construction: routes are patterns, jobs and codes closed lists. */
export const KEPT_METRICS = {
  /** Answers by `METHOD route` and status, with their times. */
  http: { registered: 'orbis_http_request_seconds', series: ['method', 'route'], outcome: 'status', kind: 'api' },
  /** Refusals and failures by error code and status. */
  refusals: { registered: 'orbis_http_refusals_total', series: ['code'], outcome: 'status', kind: 'api' },
  /** Runs of jobs by name: done, retried or failed. */
  jobs: { registered: 'orbis_jobs_finished_total', series: ['job'], outcome: 'outcome', kind: 'worker' },
  /** Tries to send a mail, by how they ended. */
  emails: { registered: 'orbis_emails_tried_total', series: [], outcome: 'outcome', kind: 'worker' },
  /** Events of Stripe by type: how they were worked. */
  stripe: { registered: 'orbis_stripe_events_total', series: ['type'], outcome: 'outcome', kind: 'worker' },
} as const satisfies Readonly<Record<string, KeptMetric>>;
export type KeptMetricName = keyof typeof KEPT_METRICS;

/** Gauges that are kept as figures, named `as` and the values of their labels: `queue.emails.waiting`. */
export const KEPT_GAUGES: readonly { readonly registered: string; readonly as: string; readonly labels: readonly string[] }[] = [
  { registered: 'orbis_queue_jobs', as: 'queue', labels: ['queue', 'state'] },
];

/** A series of one metric. */
export interface SeriesTotal {
  readonly metric: string;
  readonly series: string;
  readonly outcome: string;
  readonly count: number;
  readonly seconds: number;
  /** Rows of statements; nothing else has any. */
  readonly amount: number;
  /** Not cumulative; null for what has no times. */
  readonly buckets: readonly number[] | null;
}

/** A value of the registry. */
export interface RegistrySample {
  readonly name: string;
  readonly labels: Readonly<Partial<Record<string, string | number>>>;
  readonly value: number;
}

interface Collected {
  series: string;
  outcome: string;
  count: number;
  seconds: number;
  cumulative: { le: number; value: number }[];
}

const textOf = (value: string | number | undefined): string => (value === undefined ? '' : String(value));

/** What the registry says of a metric, by series and outcome, with buckets that can be added up. */
export function totalsOf(metric: KeptMetricName, samples: readonly RegistrySample[]): SeriesTotal[] {
  const spec: KeptMetric = KEPT_METRICS[metric];
  const found = new Map<string, Collected>();
  for (const { name, labels, value } of samples) {
    const series = spec.series.map((label) => textOf(labels[label])).join(' ');
    const outcome = textOf(labels[spec.outcome]);
    const key = `${series}\n${outcome}`;
    const one = found.get(key) ?? { series, outcome, count: 0, seconds: 0, cumulative: [] };
    found.set(key, one);
    if (name.endsWith('_bucket')) one.cumulative.push({ le: boundOf(labels['le']), value });
    else if (name.endsWith('_sum')) one.seconds = value;
    else one.count = value;
  }
  return [...found.values()].map(({ cumulative, ...one }) => ({ metric, ...one, amount: 0, buckets: apart(cumulative) }));
}

const boundOf = (le: string | number | undefined): number => (le === '+Inf' ? Infinity : Number(le));

function apart(cumulative: readonly { le: number; value: number }[]): number[] | null {
  if (cumulative.length === 0) return null;
  const values = cumulative.toSorted((a, b) => a.le - b.le).map(({ value }) => value);
  return values.map((value, index) => value - (values[index - 1] ?? 0));
}

const keyOf = ({ metric, series, outcome }: SeriesTotal): string => `${metric}\n${series}\n${outcome}`;

/** What was added since the last reading; series that did not move are left out. */
export function movesSince(last: ReadonlyMap<string, SeriesTotal>, now: readonly SeriesTotal[]): SeriesTotal[] {
  return now.flatMap((total) => {
    const before = last.get(keyOf(total));
    const count = total.count - (before?.count ?? 0);
    if (count <= 0) return [];
    const buckets = total.buckets?.map((value, index) => value - (before?.buckets?.[index] ?? 0)) ?? null;
    return [{ ...total, count, seconds: Math.max(0, total.seconds - (before?.seconds ?? 0)), buckets }];
  });
}

export const byKey = (totals: readonly SeriesTotal[]): ReadonlyMap<string, SeriesTotal> =>
  new Map(totals.map((total) => [keyOf(total), total]));
