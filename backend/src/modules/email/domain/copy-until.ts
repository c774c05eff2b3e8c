const KEPT_MS = 30 * 24 * 3_600_000;

/** How long a copy of a mail can be looked at. */
export const copyUntil = (createdAt: Date): Date => new Date(createdAt.getTime() + KEPT_MS);

/** Mails ordered before have no copy any more. */
export const copiesSince = (now: Date): Date => new Date(now.getTime() - KEPT_MS);
