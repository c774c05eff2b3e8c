/**
 * Upper bounds, in seconds, of every histogram that is kept. What is kept is merged over processes, minutes and releases, which only equal
 * bounds allow: to change them is to begin a new history (decision 29).
 */
export const LATENCY_BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

/** The place of a duration among the buckets; the last one, behind the last bound, is open. */
export function bucketOf(seconds: number): number {
  const at = LATENCY_BOUNDS.findIndex((bound) => seconds <= bound);
  return at < 0 ? LATENCY_BOUNDS.length : at;
}
