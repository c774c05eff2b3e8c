import { Injectable } from '@nestjs/common';
import { LATENCY_BOUNDS } from '../../../platform/metrics/latency-bounds.js';
import { type HistoryWindow, stepsOf } from '../domain/history-window.js';
import { grouped } from '../domain/grouped.js';
import { mergeBuckets, quantile } from '../domain/histogram.js';
import { KEPT_METRICS, type KeptMetricName } from '../domain/kept-metrics.js';
import { AllTenantsHistoryRepository, type CountRow, type FigureRow } from '../persistence/all-tenants-history.repository.js';

const MINUTE_SECONDS = 60;

/** Metrics that can be read: what the registry keeps, the statements of the database by fingerprint, and the errors by theirs. */
export type HistoryMetric = KeptMetricName | 'query' | 'errors';

/** What was counted, whichever way rows were added up. Times in seconds; null when nothing was counted. */
export interface Tally {
  readonly count: number;
  readonly seconds: number;
  readonly amount: number;
  /** Counts by outcome: a status, or how a job ended. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

/** A tally that can still be added to another: with its buckets. */
interface Mergeable extends Tally {
  readonly buckets: readonly number[];
}

export interface HistoryPoint extends Tally {
  readonly at: Date;
  /** Minutes of the step that were written: 0 is a gap, where `count` says nothing. */
  readonly recordedMinutes: number;
  /** Per second of the minutes that were written; null in a gap. */
  readonly perSecond: number | null;
}

export interface SeriesTally extends Mergeable {
  readonly series: string;
}

/** A step of figures. Of a name that no process gave in the step there is nothing. */
export interface FigurePoint {
  readonly at: Date;
  readonly recordedMinutes: number;
  readonly processes: number;
  /** The worst of all processes. */
  readonly max: Readonly<Record<string, number>>;
  /** The mean over processes: for what they all see alike, such as the depth of a queue. */
  readonly avg: Readonly<Record<string, number>>;
  /** All processes together. */
  readonly sum: Readonly<Record<string, number>>;
}

/**
 * What the processes wrote down, read in steps: for charts, and for thresholds that look back (`windowBack(300, 60, now)` is the last five
 * minutes). A minute is there a few seconds after it ended; a gap is where nobody wrote, and says nothing of what happened.
 */
@Injectable()
export class SystemHistory {
  constructor(private readonly rows: AllTenantsHistoryRepository) {}

  /** One metric over time: all of it, or one of its series. */
  async points(metric: HistoryMetric, window: HistoryWindow, series?: string): Promise<HistoryPoint[]> {
    const [counts, coverage] = await Promise.all([
      this.rows.counts({ metric, window, ...(series !== undefined && { series }) }),
      this.rows.coverage(window, kindOf(metric)),
    ]);
    const minutes = new Map(coverage.map((row) => [row.at.getTime(), row.minutes]));
    const byStep = grouped(counts, ({ at }) => at.getTime());
    return stepsOf(window).map((at) => {
      const tally = tallyOf(byStep.get(at.getTime()) ?? []);
      const recordedMinutes = minutes.get(at.getTime()) ?? 0;
      return { at, recordedMinutes, perSecond: recordedMinutes === 0 ? null : tally.count / (recordedMinutes * MINUTE_SECONDS), ...tally };
    });
  }

  /** The series of one metric, each over the whole window, the most frequent first. */
  async totals(metric: HistoryMetric, window: HistoryWindow): Promise<SeriesTally[]> {
    const counts = await this.rows.counts({ metric, window, isTotal: true });
    const bySeries = grouped(counts, ({ series }) => series);
    return [...bySeries].map(([series, rows]) => ({ series, ...tallyOf(rows) })).sort((a, b) => b.count - a.count);
  }

  /** Minutes of the window that were written by a process that has the metric. */
  async recordedMinutes(metric: HistoryMetric, window: HistoryWindow): Promise<number> {
    const coverage = await this.rows.coverage(window, kindOf(metric));
    return coverage.reduce((sum, { minutes }) => sum + minutes, 0);
  }

  /** Figures over time, by name: `process.rss`, `process.cpu`, `loop.p99`, `pool.app.waiting`, `queue.emails.waiting` … */
  async figures(names: readonly string[], window: HistoryWindow): Promise<FigurePoint[]> {
    const [rows, coverage] = await Promise.all([this.rows.figures(names, window), this.rows.coverage(window, null)]);
    const recorded = new Map(coverage.map((row) => [row.at.getTime(), row]));
    const byStep = grouped(rows, ({ at }) => at.getTime());
    return stepsOf(window).map((at) => {
      const here = byStep.get(at.getTime()) ?? [];
      const { minutes = 0, processes = 0 } = recorded.get(at.getTime()) ?? {};
      const pick = (of: 'max' | 'avg' | 'sum') => Object.fromEntries(here.map((row: FigureRow) => [row.name, row[of]]));
      return { at, recordedMinutes: minutes, processes, max: pick('max'), avg: pick('avg'), sum: pick('sum') };
    });
  }
}

const kindOf = (metric: HistoryMetric): string | null => (metric === 'query' || metric === 'errors' ? null : KEPT_METRICS[metric].kind);

/** All series together. */
export const tallyOfAll = (tallies: readonly SeriesTally[]): Tally =>
  tallyOf(
    tallies.flatMap(({ outcomes, ...tally }) => [
      { ...tally, outcome: '', count: 0 },
      ...Object.entries(outcomes).map(([outcome, count]) => ({ outcome, count, seconds: 0, amount: 0, buckets: [] })),
    ]),
  );

type Counted = Pick<CountRow, 'outcome' | 'count' | 'seconds' | 'amount' | 'buckets'>;

function tallyOf(rows: readonly Counted[]): Mergeable {
  const buckets = mergeBuckets(rows.map((row) => row.buckets));
  const outcomes: Record<string, number> = {};
  for (const { outcome, count } of rows) if (count > 0) outcomes[outcome] = (outcomes[outcome] ?? 0) + count;
  const at = (share: number): number | null => quantile(buckets, LATENCY_BOUNDS, share);
  return {
    count: rows.reduce((sum, row) => sum + row.count, 0),
    seconds: rows.reduce((sum, row) => sum + row.seconds, 0),
    amount: rows.reduce((sum, row) => sum + row.amount, 0),
    outcomes,
    buckets,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
  };
}
