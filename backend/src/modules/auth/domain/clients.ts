/** Which app a session belongs to; each keeps its own cookie. */
export const CLIENTS = ['portal', 'console'] as const;
export type Client = (typeof CLIENTS)[number];
