/** How long to wait before another try. */
export interface BackoffOptions {
  readonly baseMs: number;
  readonly capMs: number;
}

/**
 * Delay before try `attempt + 1`, doubling from `baseMs` up to `capMs`. The upper half is random ("equal jitter"): many jobs that failed
 * together do not come back together, and none comes back at once.
 * @param random a number in [0, 1)
 */
export function backoffDelay(attempt: number, { baseMs, capMs }: BackoffOptions, random: number): number {
  // 2^31 already exceeds every cap in use; more would lose precision
  const full = Math.min(capMs, baseMs * 2 ** Math.min(Math.max(attempt - 1, 0), 31));
  return Math.round(full / 2 + (full / 2) * random);
}
