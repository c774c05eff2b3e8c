/** Real browsers send the same refresh twice (two tabs, a lost answer): within this time the same successor is given again. */
export const REFRESH_GRACE_MS = 10_000;

export interface RefreshState {
  readonly tokenExpiresAt: Date;
  readonly tokenUsedAt: Date | null;
  readonly sessionExpiresAt: Date;
  readonly sessionRevokedAt: Date | null;
}

/**
 * What a presented refresh token earns: `rotate` a first use, `repeat` the same successor within the grace,
 * `reused` ends the whole family (RFC 9700 §4.14), `invalid` is a token whose time or session is over.
 */
export type RefreshDecision = 'rotate' | 'repeat' | 'reused' | 'invalid';

export function refreshDecision(state: RefreshState, now: Date): RefreshDecision {
  if (state.sessionRevokedAt || state.sessionExpiresAt <= now) return 'invalid';
  if (!state.tokenUsedAt) return state.tokenExpiresAt <= now ? 'invalid' : 'rotate';
  // judged before its own expiry: a stolen token is a theft however late it comes back
  return now.getTime() - state.tokenUsedAt.getTime() <= REFRESH_GRACE_MS ? 'repeat' : 'reused';
}
