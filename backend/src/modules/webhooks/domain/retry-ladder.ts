import { WEBHOOK_RETRY_SECONDS } from '@orbisvoice/shared-dto/values';

/** A tenth more at most: what failed together does not come again together. */
const JITTER = 0.1;

/**
 * When to try again after the try at `step` (0 for the first) came to nothing.
 * @param luck a number of [0, 1)
 * @returns null when that was the last one
 */
export function nextTryAt(step: number, now: Date, luck: number): Date | null {
  const pause = WEBHOOK_RETRY_SECONDS[step];
  return pause === undefined ? null : new Date(now.getTime() + Math.round(pause * 1_000 * (1 + JITTER * luck)));
}
