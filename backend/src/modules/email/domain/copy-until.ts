const DAYS = 30;

/** How long a copy of a mail can be looked at. */
export const copyUntil = (createdAt: Date): Date => new Date(createdAt.getTime() + DAYS * 24 * 3_600_000);
