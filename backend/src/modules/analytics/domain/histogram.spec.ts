import fc from 'fast-check';
import { bucketOf, Histogram, valueOf } from './histogram.js';

const LARGEST = 2 ** 31 - 1;
/** Of every size: small ones as often as large ones. */
const VALUE = fc.oneof(fc.nat(300), fc.nat(100_000), fc.nat(LARGEST));

const histogramOf = (values: readonly number[]): Histogram => {
  const histogram = new Histogram();
  histogram.add(
    values.map(bucketOf),
    values.map(() => 1),
  );
  return histogram;
};

/** As `percentile_cont` defines it. */
function exactQuantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  const rank = share * (sorted.length - 1);
  const low = sorted[Math.floor(rank)] ?? Number.NaN;
  return low + ((sorted[Math.ceil(rank)] ?? Number.NaN) - low) * (rank - Math.floor(rank));
}

it.each([
  [0, 0],
  [127, 127],
  [128, 128],
  [129, 128],
  [255, 191],
  [256, 192],
  [LARGEST, 1_663],
])('%d lies in bucket %d', (value, bucket) => expect(bucketOf(value)).toBe(bucket));

it('keeps every value within 1 % of the middle of its bucket, and exact below 128', () => {
  fc.assert(
    fc.property(VALUE, (value) => {
      const middle = valueOf(bucketOf(value));
      expect(Math.abs(middle - value)).toBeLessThanOrEqual(value < 128 ? 0 : value / 128);
    }),
    { numRuns: 2_000 },
  );
});

it('keeps the order of values, without a gap between buckets', () => {
  fc.assert(
    fc.property(fc.nat(LARGEST - 1), (value) => {
      expect([0, 1]).toContain(bucketOf(value + 1) - bucketOf(value));
    }),
    { numRuns: 2_000 },
  );
});

it('is null of nothing', () => expect(new Histogram().quantile(0.5)).toBeNull());

it('takes the middle between two, like percentile_cont', () => {
  expect([histogramOf([10, 20, 60, 100]).quantile(0.5), histogramOf([7]).quantile(0.95)]).toEqual([40, 7]);
  expect(histogramOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).quantile(0.9)).toBeCloseTo(9.1, 9);
});

it('gives every quantile within 1 %', () => {
  fc.assert(
    fc.property(fc.array(VALUE, { minLength: 1, maxLength: 60 }), fc.constantFrom(0, 0.5, 0.9, 0.95, 0.99, 1), (values, share) => {
      const exact = exactQuantile(values, share);
      expect(Math.abs((histogramOf(values).quantile(share) ?? Number.NaN) - exact)).toBeLessThanOrEqual(exact / 100);
    }),
  );
});

it('is the same however its values were put together', () => {
  fc.assert(
    fc.property(fc.array(VALUE, { minLength: 1 }), fc.nat(50), (values, cut) => {
      const merged = new Histogram();
      for (const part of [values.slice(cut), values.slice(0, cut)])
        merged.add(
          part.map(bucketOf),
          part.map(() => 1),
        );
      for (const share of [0.5, 0.9, 0.95]) expect(merged.quantile(share)).toBe(histogramOf(values).quantile(share));
      expect(merged.total).toBe(values.length);
    }),
  );
});

it('takes a row whose buckets come in any order and more than once for the sum of its parts, and keeps nothing for the next sum', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(VALUE, fc.integer({ min: 1, max: 4 })), { minLength: 1 }), VALUE, (parts, other) => {
      const row = new Histogram();
      row.add(
        parts.map(([value]) => bucketOf(value)),
        parts.map(([, count]) => count),
      );
      const values = parts.flatMap(([value, count]) => Array.from({ length: count }, () => value));
      const alone = histogramOf([other, other]);
      for (const share of [0, 0.5, 0.9, 1]) expect(row.quantile(share)).toBe(histogramOf(values).quantile(share));
      expect([row.total, alone.quantile(0.5), alone.quantile(1)]).toEqual([
        values.length,
        valueOf(bucketOf(other)),
        valueOf(bucketOf(other)),
      ]);
    }),
  );
});
