import type { Speaker } from '@orbisvoice/shared-dto/values';

/** What the transcript so far says: positions of the first visitor turn and of the last agent turn, null when there is none. */
export interface SpokenSoFar {
  readonly firstVisitor: number | null;
  readonly lastAgent: number | null;
}

/** What an engine may have measured of the stages of an answer. */
interface Stages {
  readonly listenMs?: number | undefined;
  readonly thinkMs?: number | undefined;
  readonly speakMs?: number | undefined;
}

interface Spoken {
  readonly speaker: Speaker;
  readonly latencyMs?: number | undefined;
  readonly stages?: Stages | undefined;
}

/** How long an answer took, as a whole and by its stages, as far as they were measured. */
export interface ResponseMeasure {
  readonly latencyMs: number;
  readonly stages: Stages;
}

/**
 * What was measured of the first agent turn after a visitor turn, if it is among `turns`. A greeting is no answer, and when the first answer came
 * without a measured latency a later one does not stand in for it, nor do its stages: null then.
 */
export function firstResponse(before: SpokenSoFar, turns: readonly Spoken[]): ResponseMeasure | null {
  const { firstVisitor, lastAgent } = before;
  if (firstVisitor !== null && lastAgent !== null && lastAgent > firstVisitor) return null;
  let hasAsked = firstVisitor !== null;
  for (const { speaker, latencyMs, stages = {} } of turns) {
    if (hasAsked && speaker === 'agent') return latencyMs === undefined ? null : { latencyMs, stages };
    hasAsked ||= speaker === 'visitor';
  }
  return null;
}
