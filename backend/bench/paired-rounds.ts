import autocannon from 'autocannon';

/** A server under load. */
export interface Target {
  readonly label: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  /** What was never sent before: a body, and the headers that belong to it alone. */
  readonly next: () => NextRequest;
  /** How many events a request carries; one unless told. */
  readonly eventsPerRequest?: number;
}

export interface NextRequest {
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One of the things compared. The first of a list is the limit the others are measured against. */
export interface Contender {
  readonly label: string;
  readonly measure: (seconds: number) => Promise<Slice>;
}

/** A contender's part of one round. */
export interface Slice {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p99: number;
  /** Answers that were no 2xx, and requests without an answer. */
  readonly bad: number;
}

/** What came out for a target over all rounds. */
export interface Comparison {
  readonly label: string;
  /** Medians. */
  readonly perSecond: number;
  readonly p99: number;
  /** Of the rate to the first target's of the same round. */
  readonly ratio: { readonly median: number; readonly low: number; readonly high: number };
  /** Answers that were no 2xx, and requests without an answer. */
  readonly bad: number;
}

export interface RoundsOptions {
  readonly rounds: number;
  readonly seconds: number;
  /** Done before every slice, for tables that must not grow from one to the next. */
  readonly prepare?: () => Promise<void>;
}

const WARM_UP_SECONDS = 1;

/**
 * Visits every contender once per round, in rotating order, and compares within the round: on a shared machine the absolute figures drift by
 * twice within minutes, the ratio of two slices next to each other does not.
 */
export async function pairedRounds(
  contenders: readonly (Target | Contender)[],
  { rounds, seconds, prepare }: RoundsOptions,
): Promise<Comparison[]> {
  const entries = contenders.map((one): Contender => ('measure' in one ? one : overHttp(one)));
  const slices = entries.map((): Slice[] => []);
  for (const { measure } of entries) await measure(WARM_UP_SECONDS);
  for (let round = 0; round < rounds; round++) {
    for (let step = 0; step < entries.length; step++) {
      const index = (step + round) % entries.length;
      await prepare?.();
      const slice = await entries[index]?.measure(seconds);
      if (slice) slices[index]?.push(slice);
    }
  }
  return entries.map(({ label }, index) => compare(label, slices[index] ?? [], slices[0] ?? []));
}

/** A target in a closed loop, or in an open one at `requestsPerSecond`. */
export const overHttp = (target: Target, requestsPerSecond?: number): Contender => ({
  label: target.label,
  measure: async (seconds) => {
    const result = await load(target, seconds, requestsPerSecond);
    return {
      perSecond: (result['2xx'] * (target.eventsPerRequest ?? 1)) / result.duration,
      p99: result.latency.p99,
      bad: result.non2xx + result.errors + result.timeouts,
    };
  },
});

/** Loads a target for some seconds: closed loop, or open loop at `perSecond`. */
export function load({ url, headers, connections, next }: Target, duration: number, perSecond?: number): Promise<autocannon.Result> {
  const setupRequest = (request: autocannon.Request): autocannon.Request => {
    const { body, headers: own } = next();
    return { ...request, body, ...(own && { headers: { ...headers, ...own } }) };
  };
  const requests = [{ method: 'POST' as const, headers: { ...headers }, setupRequest }];
  return autocannon({ url, connections, duration, requests, ...(perSecond !== undefined && { overallRate: perSecond }) });
}

function compare(label: string, own: readonly Slice[], limit: readonly Slice[]): Comparison {
  const ratios = own.map(({ perSecond }, round) => perSecond / (limit[round]?.perSecond ?? Number.NaN)).sort((a, b) => a - b);
  return {
    label,
    perSecond: median(own.map((slice) => slice.perSecond)),
    p99: median(own.map((slice) => slice.p99)),
    ratio: { median: median(ratios), low: ratios[0] ?? Number.NaN, high: ratios.at(-1) ?? Number.NaN },
    bad: own.reduce((sum, { bad }) => sum + bad, 0),
  };
}

/** The middle value; of two in the middle, the upper one. */
export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** How many times faster one is than another, by their ratios to the same first line. */
export const timesOf = (over: Comparison | undefined, under: Comparison | undefined): string =>
  ((over?.ratio.median ?? Number.NaN) / (under?.ratio.median ?? Number.NaN)).toFixed(1);

/** The table a person reads. */
export function toTable(comparisons: readonly Comparison[]): string {
  const width = Math.max(...comparisons.map(({ label }) => label.length));
  return comparisons
    .map(({ label, perSecond, p99, ratio, bad }) => {
      const range = `${ratio.median.toFixed(2)} [${ratio.low.toFixed(2)}–${ratio.high.toFixed(2)}]`;
      const failures = bad > 0 ? `   ${bad} BAD ANSWERS` : '';
      return `${label.padEnd(width)}  ${perSecond.toFixed(0).padStart(7)} /s   p99 ${p99.toFixed(0).padStart(5)} ms   ratio ${range}${failures}`;
    })
    .join('\n');
}
