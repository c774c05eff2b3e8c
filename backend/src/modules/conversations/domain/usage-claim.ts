import type { ConversationChannel } from '@orbisvoice/shared-dto/values';

/** Seconds of connected audio that make a session a conversation without a word being said (product.md §2). */
export const QUALIFYING_SECONDS = 10;

/** Playground sessions are for trying out: they hold no place and never count. */
export const isMetered = (channel: ConversationChannel): boolean => channel !== 'playground';

/** Usage is idempotent on the session: whatever happens, one session has one key. */
export const usageKeyOf = (sessionId: string): string => `session:${sessionId}`;

/** What became of a session, as far as counting goes. */
export interface EndFacts {
  readonly channel: ConversationChannel;
  readonly status: 'completed' | 'abandoned' | 'failed';
  readonly isCounted: boolean;
  readonly connectedSeconds: number | undefined;
}

/**
 * Whether ending the session is its qualifying moment. A session that failed to connect never qualifies; one that a visitor already
 * spoke in has counted at that moment and stays counted, however it ends.
 */
export function qualifiesAtEnd({ channel, status, isCounted, connectedSeconds }: EndFacts): boolean {
  return !isCounted && isMetered(channel) && status !== 'failed' && (connectedSeconds ?? 0) >= QUALIFYING_SECONDS;
}

/** Whole seconds from start to end: what the caller measured on the line, else what the clock says; never negative. */
export function durationOf(startedAt: Date, endedAt: Date, connectedSeconds: number | undefined): number {
  return connectedSeconds ?? Math.max(0, Math.floor((endedAt.getTime() - startedAt.getTime()) / 1000));
}
