import type { StageTimes, ToolExecution, TranscriptTurn } from '@orbisvoice/shared-dto';
import type { ToolExecutionEntity } from '../persistence/tool-execution.repository.js';
import type { TranscriptTurnEntity } from '../persistence/transcript.repository.js';

/** Null where nothing was measured, rather than three times nothing. */
const stagesOf = ({ listenMs, thinkMs, speakMs }: StageTimes): StageTimes | null =>
  (listenMs ?? thinkMs ?? speakMs) === null ? null : { listenMs, thinkMs, speakMs };

/** The row as the API answers it. */
export const toTurn = (turn: TranscriptTurnEntity): TranscriptTurn => ({
  id: turn.id,
  position: turn.position,
  speaker: turn.speaker,
  text: turn.text,
  startedAt: turn.startedAt.toISOString(),
  latencyMs: turn.latencyMs,
  stages: stagesOf(turn),
});

/** The row as the API answers it. */
export const toToolExecution = (execution: ToolExecutionEntity): ToolExecution => {
  const { id, name, status, durationMs, error, executedAt, callId, attempt, isLast } = execution;
  return { id, name, status, durationMs, error, executedAt: executedAt.toISOString(), callId, attempt, isLast };
};
