const MINUTE = 60_000;
const FIRST_DELAY = MINUTE / 2;
const LONGEST_DELAY = 60 * MINUTE;
/** After a day the news is old: the row is marked failed, for people to see. */
const GIVE_UP_AFTER = 24 * 60 * MINUTE;

/** A message that could not be handed over. */
export interface Attempted {
  readonly createdAt: Date;
  /** Including the one that just failed. */
  readonly attempts: number;
}

/**
 * When to try again: half a minute, doubled each time up to an hour, spread by a fifth so that a server that comes back is not met by all
 * waiting mails at once. Null when the message is too old.
 * @param spread from 0 to 1
 */
export function nextAttempt({ createdAt, attempts }: Attempted, now: Date, spread: number): Date | null {
  const delay = Math.min(FIRST_DELAY * 2 ** (attempts - 1), LONGEST_DELAY) * (0.8 + 0.4 * spread);
  const next = new Date(now.getTime() + Math.round(delay));
  return next.getTime() - createdAt.getTime() > GIVE_UP_AFTER ? null : next;
}
