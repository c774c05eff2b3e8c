/** Adds up the counts of buckets with the same bounds: any order, any grouping, the same result. */
export function mergeBuckets(all: readonly (readonly number[])[]): number[] {
  const size = Math.max(0, ...all.map(({ length }) => length));
  return Array.from({ length: size }, (_, index) => all.reduce((sum, buckets) => sum + (buckets[index] ?? 0), 0));
}

/**
 * The value below which `share` of what was counted lies, taken as spread evenly over its bucket. Behind the last bound nothing is known but
 * that it is more: the bound itself is the answer then.
 * @param buckets counts by bucket, not cumulative; one more than there are bounds
 * @returns null when nothing was counted
 */
export function quantile(buckets: readonly number[], bounds: readonly number[], share: number): number | null {
  const total = buckets.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const rank = Math.max(share * total, Number.MIN_VALUE);
  let below = 0;
  for (const [index, count] of buckets.entries()) {
    if (count > 0 && below + count >= rank) {
      const [from, to] = [bounds[index - 1] ?? 0, bounds[index]];
      return to === undefined ? (bounds.at(-1) ?? 0) : from + ((to - from) * (rank - below)) / count;
    }
    below += count;
  }
  return bounds.at(-1) ?? 0;
}
