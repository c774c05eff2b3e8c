/** When events arrived, and since when there has been something to hear of. */
export interface PulseFacts {
  readonly lastEventAt: Date | null;
  /** The oldest of the subscriptions that run; null while there is none. */
  readonly liveSince: Date | null;
}

/**
 * Whether the webhooks are silent for longer than expected. Without a running subscription there is nothing to hear of; an endpoint that has
 * never said a word while one runs is the most silent of all.
 */
export function isSilent({ lastEventAt, liveSince }: PulseFacts, expectedWithinSeconds: number, now: Date): boolean {
  if (liveSince === null) return false;
  const since = Math.max(liveSince.getTime(), lastEventAt?.getTime() ?? 0);
  return now.getTime() - since > expectedWithinSeconds * 1_000;
}

/** Seconds since the last event arrived; null when none ever did. */
export const lastEventAge = ({ lastEventAt }: Pick<PulseFacts, 'lastEventAt'>, now: Date): number | null =>
  lastEventAt === null ? null : Math.max(0, Math.round((now.getTime() - lastEventAt.getTime()) / 1_000));
