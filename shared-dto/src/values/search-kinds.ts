/** What the console's search finds, in the order it is shown. */
export const SEARCH_KINDS = ['tenant', 'user', 'email', 'stripe_event', 'audit_entry'] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];
