const MINUTE = 60_000;
const FIRST_DELAY = MINUTE / 2;
const LONGEST_DELAY = 60 * MINUTE;
/** Nobody's `Retry-After` puts a mail off for longer. */
const LONGEST_WISH = 6 * 60 * MINUTE;
/** After a day the news is old: the row is marked failed, for people to see. */
const GIVE_UP_AFTER = 24 * 60 * MINUTE;

/** A message that could not be handed over. */
export interface Attempted {
  readonly createdAt: Date;
  /** Including the one that just failed. */
  readonly attempts: number;
}

/** How the next try is spread, and what the other side asked for. */
export interface RetryWish {
  readonly spread: number;
  readonly atLeast?: number | undefined;
}

/**
 * When to try again: half a minute, doubled each time up to an hour, spread by a fifth so that a server that comes back is not met by all
 * waiting mails at once. Whoever asked for more time gets it. Null when the message is too old.
 * @param wish spread from 0 to 1; at least so many milliseconds
 */
export function nextAttempt({ createdAt, attempts }: Attempted, now: Date, { spread, atLeast = 0 }: RetryWish): Date | null {
  const delay = Math.max(
    Math.min(FIRST_DELAY * 2 ** (attempts - 1), LONGEST_DELAY) * (0.8 + 0.4 * spread),
    Math.min(atLeast, LONGEST_WISH),
  );
  const next = new Date(now.getTime() + Math.round(delay));
  return next.getTime() - createdAt.getTime() > GIVE_UP_AFTER ? null : next;
}
