import type { Speaker } from '@orbisvoice/shared-dto/values';

/** What the transcript so far says: positions of the first visitor turn and of the last agent turn, null when there is none. */
export interface SpokenSoFar {
  readonly firstVisitor: number | null;
  readonly lastAgent: number | null;
}

interface Spoken {
  readonly speaker: Speaker;
  readonly latencyMs?: number | undefined;
}

/**
 * Latency of the first agent turn after a visitor turn, if it is among `turns`. A greeting is no answer, and when the first answer came
 * without a measured latency a later one does not stand in for it: null then.
 */
export function firstResponseMs(before: SpokenSoFar, turns: readonly Spoken[]): number | null {
  const { firstVisitor, lastAgent } = before;
  if (firstVisitor !== null && lastAgent !== null && lastAgent > firstVisitor) return null;
  let hasAsked = firstVisitor !== null;
  for (const turn of turns) {
    if (hasAsked && turn.speaker === 'agent') return turn.latencyMs ?? null;
    hasAsked ||= turn.speaker === 'visitor';
  }
  return null;
}
