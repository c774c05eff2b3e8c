import { LRUCache } from 'lru-cache';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import type { ReportState } from '../persistence/report-state.sql.js';
import type { ReportRange } from './report-range.js';

/** Some ten megabytes of each report: a point is a third of a kilobyte, and what is no series takes as much as a month of days. */
const POINTS_MOST = 30_000;
const POINTS_BESIDE = 30;
/** Beyond it nobody looks at the page any more. */
const KEPT_MS = 10 * 60_000;
/** Of whole quarters all hours of every zone are made: in one of them no hour ends. */
const QUARTER_MS = 15 * 60_000;

/** An answer, and the state it is the answer of. */
export interface KeptAnswer<T> extends ReportState {
  readonly answer: T;
}

interface Remembered<T> extends KeptAnswer<T> {
  /** Whether nothing had changed when it was asked for last: then it is worth a look whether that is still so. */
  readonly isSteady: boolean;
}

/**
 * Answers that were given before, each for as long as the database says in the snapshot of the asking that nothing of it has changed. So they are never older
 * than figures that were counted anew, and cost a look-up instead. What changes all the time is counted at once, without a look: each count says by itself
 * whether a look would have spared it.
 */
export class KeptAnswers<T extends { readonly series: readonly unknown[] }> {
  private readonly kept = new LRUCache<string, Remembered<T>>({
    maxSize: POINTS_MOST,
    sizeCalculation: ({ answer }) => answer.series.length + POINTS_BESIDE,
    ttl: KEPT_MS,
  });

  /** @param key see `answerKey`; @param state of the snapshot of the asking; @param make counts, in one snapshot with the state it says */
  async read(key: string, state: () => Promise<ReportState>, make: () => Promise<KeptAnswer<T>>): Promise<KeptAnswer<T>> {
    const kept = this.kept.get(key);
    if (kept?.isSteady && (await state()).version === kept.version) return kept;
    const made = await make();
    this.kept.set(key, { ...made, isSteady: kept === undefined || kept.version === made.version });
    return made;
  }
}

/** What an answer depends on besides the database: whose it is, its days, what is chosen of them, and which of its points are not over yet. */
export function answerKey(tenantId: TenantId, range: ReportRange, chosen: readonly (string | undefined)[]): string {
  const { timeZone, interval, from, to, previous, today, asOf } = range;
  const isOpenUntil = interval === 'hour' ? Math.floor(asOf.getTime() / QUARTER_MS) : today;
  return JSON.stringify([tenantId, timeZone, interval, from, to, previous, isOpenUntil, ...chosen.map((choice) => choice ?? null)]);
}
