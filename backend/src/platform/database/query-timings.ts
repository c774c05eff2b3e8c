import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { currentTraceId } from '../logging/trace-context.js';
import { bucketOf, LATENCY_BOUNDS } from '../metrics/latency-bounds.js';
import { fingerprintOf, statementShape } from './statement-shape.js';

const MS_PER_SECOND = 1_000;
/** Texts that are known by heart. A program that writes values into its texts must not fill the memory of this process. */
const MAX_TEXTS = 2_000;
const OTHER = 'statements of too many shapes';

/** What was counted of one shape of statements since it was last asked. */
export interface StatementTally {
  readonly fingerprint: string;
  readonly name: string | null;
  readonly shape: string;
  count: number;
  errors: number;
  seconds: number;
  rows: number;
  buckets: number[];
  slowestMs: number;
  slowestAt: number;
  slowestTrace: string | null;
}

/** One run of a statement. */
export interface StatementRun {
  readonly text: string;
  readonly name: string | null;
  readonly ms: number;
  readonly rows: number;
  readonly isError: boolean;
}

/** How long statements take, by the shape of their text. Adding a run is a look-up and a few additions: every query does it. */
@Injectable()
export class QueryTimings {
  private readonly byText = new Map<string, StatementTally>();
  private readonly byShape = new Map<string, StatementTally>();

  constructor(private readonly clock: Clock) {}

  note({ text, name, ms, rows, isError }: StatementRun): void {
    const tally = this.byText.get(text) ?? this.tallyOf(text, name);
    tally.count++;
    if (isError) tally.errors++;
    tally.seconds += ms / MS_PER_SECOND;
    tally.rows += rows;
    const bucket = bucketOf(ms / MS_PER_SECOND);
    tally.buckets[bucket] = (tally.buckets[bucket] ?? 0) + 1;
    if (ms <= tally.slowestMs) return;
    tally.slowestMs = ms;
    tally.slowestAt = this.clock.now().getTime();
    tally.slowestTrace = currentTraceId();
  }

  /** What was counted since the last call. */
  drain(): StatementTally[] {
    const drained = [...this.byShape.values()].filter(({ count }) => count > 0).map((tally) => ({ ...tally }));
    if (this.byText.size >= MAX_TEXTS) {
      this.byText.clear();
      this.byShape.clear();
    }
    for (const tally of this.byShape.values()) Object.assign(tally, empty());
    return drained;
  }

  private tallyOf(text: string, name: string | null): StatementTally {
    const isFull = this.byText.size >= MAX_TEXTS;
    const shape = isFull ? OTHER : statementShape(text);
    const tally = this.byShape.get(shape) ?? { fingerprint: fingerprintOf(shape), name: isFull ? null : name, shape, ...empty() };
    this.byShape.set(shape, tally);
    if (!isFull) this.byText.set(text, tally);
    return tally;
  }
}

const empty = () => ({
  count: 0,
  errors: 0,
  seconds: 0,
  rows: 0,
  buckets: new Array<number>(LATENCY_BOUNDS.length + 1).fill(0),
  slowestMs: -1,
  slowestAt: 0,
  slowestTrace: null,
});
