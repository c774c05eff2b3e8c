/** An instant in the month of `now` and in each of the months after it: UTC, as the partitions are cut. */
export const monthsAhead = (now: Date, count: number): Date[] =>
  Array.from({ length: count + 1 }, (_, index) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + index, 1)));
