import * as fc from 'fast-check';
import { mergeBuckets, quantile } from './histogram.js';

const BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const bucketOf = (seconds: number): number => {
  const at = BOUNDS.findIndex((bound) => seconds <= bound);
  return at < 0 ? BOUNDS.length : at;
};
const bucketsOf = (samples: readonly number[]): number[] => {
  const buckets = new Array<number>(BOUNDS.length + 1).fill(0);
  for (const sample of samples) buckets[bucketOf(sample)] = (buckets[bucketOf(sample)] ?? 0) + 1;
  return buckets;
};
/** The nearest-rank quantile of the samples themselves. */
const exact = (samples: readonly number[], share: number): number =>
  samples.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(share * samples.length) - 1)] ?? 0;

const seconds = fc.oneof(fc.double({ min: 0, max: 0.02, noNaN: true }), fc.double({ min: 0, max: 20, noNaN: true }));
const processes = fc.array(fc.array(seconds, { maxLength: 60 }), { minLength: 1, maxLength: 6 });
const share = fc.constantFrom(0.5, 0.9, 0.95, 0.99, 1);

describe('merged histograms', () => {
  it('say what one histogram of all samples would say', () => {
    fc.assert(
      fc.property(processes, (all) => {
        expect(mergeBuckets(all.map(bucketsOf))).toEqual(bucketsOf(all.flat()));
      }),
    );
  });

  it('do not care who is merged with whom first', () => {
    fc.assert(
      fc.property(processes, fc.nat(5), (all, at) => {
        const buckets = all.map(bucketsOf);
        const parts = [mergeBuckets(buckets.slice(0, at)), mergeBuckets(buckets.slice(at).toReversed())];
        expect(mergeBuckets(parts)).toEqual(mergeBuckets(buckets));
      }),
    );
  });

  it('have their quantiles in the bucket of the quantile of the pooled samples', () => {
    fc.assert(
      fc.property(processes, share, (all, q) => {
        const pooled = all.flat();
        fc.pre(pooled.length > 0);
        const found = quantile(mergeBuckets(all.map(bucketsOf)), BOUNDS, q) ?? Number.NaN;
        const bucket = bucketOf(exact(pooled, q));
        expect(found).toBeGreaterThanOrEqual(BOUNDS[bucket - 1] ?? 0);
        expect(found).toBeLessThanOrEqual((BOUNDS[bucket] ?? BOUNDS.at(-1) ?? 0) + 1e-12);
      }),
    );
  });

  it('have quantiles that rise with the share', () => {
    fc.assert(
      fc.property(processes, (all) => {
        const merged = mergeBuckets(all.map(bucketsOf));
        const found = [0.5, 0.95, 0.99].map((q) => quantile(merged, BOUNDS, q) ?? 0);
        expect(found).toEqual(found.toSorted((a, b) => a - b));
      }),
    );
  });

  it('know nothing of nothing, and no more than the last bound behind it', () => {
    expect(quantile([], BOUNDS, 0.5)).toBeNull();
    expect(quantile(bucketsOf([]), BOUNDS, 0.99)).toBeNull();
    expect(quantile(bucketsOf([30, 40]), BOUNDS, 0.5)).toBe(10);
    expect(quantile(bucketsOf([0.0004]), BOUNDS, 0.5)).toBe(0.0005);
  });
});
