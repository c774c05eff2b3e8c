import { RESPONSE_STAGES, type ResponseStage } from '@orbisvoice/shared-dto/values';
import { Histogram } from './histogram.js';

/** Columns of a conversation with the stages of its first answer, in the order of `RESPONSE_STAGES`. */
export const STAGE_COLUMNS = RESPONSE_STAGES.map((stage) => `first_${stage}_ms` as const);

/** Numbers between a bucket of one stage and the same of the next: more than a histogram has buckets. */
export const STAGE_SPAN = 2_048;

/** Buckets of one stage, and beside them how many values each has. */
interface StageRow {
  readonly buckets: number[];
  readonly counts: number[];
}

/** What a roll-up holds in one histogram, stage by stage. */
export type StageRows = readonly StageRow[];

/**
 * Takes the stages of some cells apart: the lists of each as they are in its row, bucket `STAGE_SPAN · stage + bucketOf(value)`. By hand, as there
 * may be hundreds of thousands of numbers.
 */
export function stageRows(buckets: readonly (readonly number[])[], counts: readonly (readonly number[])[]): StageRows {
  const rows: StageRow[] = RESPONSE_STAGES.map(() => ({ buckets: [], counts: [] }));
  for (let cell = 0; cell < buckets.length; cell++) {
    const [of, n] = [buckets[cell] ?? [], counts[cell] ?? []];
    for (let index = 0; index < of.length; index++) {
      const bucket = of[index] ?? 0;
      const row = rows[Math.floor(bucket / STAGE_SPAN)];
      row?.buckets.push(bucket % STAGE_SPAN);
      row?.counts.push(n[index] ?? 0);
    }
  }
  return rows;
}

/** How long each stage took, of any number of cells put together. */
export class StageHistograms {
  private readonly histograms = RESPONSE_STAGES.map(() => new Histogram());

  add(rows: StageRows): void {
    rows.forEach(({ buckets, counts }, place) => this.histograms[place]?.add(buckets, counts));
  }

  of(stage: ResponseStage): Histogram {
    const histogram = this.histograms[RESPONSE_STAGES.indexOf(stage)];
    if (!histogram) throw new Error('every stage has a histogram');
    return histogram;
  }
}
