import fc from 'fast-check';
import { RESPONSE_STAGES, LATENCY_MS_MAX } from '@orbisvoice/shared-dto/values';
import { bucketOf, Histogram } from './histogram.js';
import { STAGE_COLUMNS, STAGE_SPAN, StageHistograms, stageRows } from './stage-histograms.js';

const LARGEST = 2 ** 31 - 1;
const SHARES = [0, 0.5, 0.95, 0.99, 1] as const;
/** What one answer measured of each stage. */
const ANSWER = fc.record(
  Object.fromEntries(RESPONSE_STAGES.map((stage) => [stage, fc.oneof(fc.nat(200), fc.nat(LATENCY_MS_MAX))])) as Record<
    (typeof RESPONSE_STAGES)[number],
    fc.Arbitrary<number>
  >,
  { requiredKeys: [] },
);
type Answer = typeof ANSWER extends fc.Arbitrary<infer T> ? T : never;

/** A cell as the database makes it: one list for all stages, smallest bucket first, each once. */
function cellOf(answers: readonly Answer[]): { buckets: number[]; counts: number[] } {
  const counts = new Map<number, number>();
  for (const answer of answers)
    RESPONSE_STAGES.forEach((stage, place) => {
      const took = answer[stage];
      if (took === undefined) return;
      const bucket = STAGE_SPAN * place + bucketOf(took);
      counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
    });
  const buckets = [...counts.keys()].sort((left, right) => left - right);
  return { buckets, counts: buckets.map((bucket) => counts.get(bucket) ?? 0) };
}

function histogramsOf(...cells: (readonly Answer[])[]): StageHistograms {
  const histograms = new StageHistograms();
  const made = cells.map(cellOf);
  histograms.add(
    stageRows(
      made.map(({ buckets }) => buckets),
      made.map(({ counts }) => counts),
    ),
  );
  return histograms;
}

it('has room for every bucket of a stage, and all of them in a smallint', () => {
  expect(bucketOf(LARGEST)).toBeLessThan(STAGE_SPAN);
  expect(STAGE_SPAN * RESPONSE_STAGES.length).toBeLessThan(2 ** 15);
  expect(STAGE_COLUMNS).toEqual(['first_listen_ms', 'first_think_ms', 'first_speak_ms']);
});

it('is null of nothing, of each stage by itself', () => {
  const histograms = histogramsOf([{ think: 40 }], []);
  expect(RESPONSE_STAGES.map((stage) => [histograms.of(stage).total, histograms.of(stage).quantile(0.5)])).toEqual([
    [0, null],
    [1, 40],
    [0, null],
  ]);
});

it('says of each stage what a histogram of its values alone says, however they lie in cells and in whatever order these come', () => {
  fc.assert(
    fc.property(fc.array(fc.array(ANSWER, { maxLength: 6 }), { maxLength: 6 }), (cells) => {
      const [one, other, apart] = [histogramsOf(...cells), histogramsOf(...[...cells].reverse()), new StageHistograms()];
      for (const cell of cells) apart.add(stageRows([cellOf(cell).buckets], [cellOf(cell).counts]));
      for (const stage of RESPONSE_STAGES) {
        const values = cells.flat().flatMap((answer) => answer[stage] ?? []);
        const alone = new Histogram();
        alone.add(
          values.map(bucketOf),
          values.map(() => 1),
        );
        for (const found of [one, other, apart].map((histograms) => histograms.of(stage))) {
          expect(found.total).toBe(values.length);
          expect(SHARES.map((share) => found.quantile(share))).toEqual(SHARES.map((share) => alone.quantile(share)));
        }
      }
    }),
  );
});
