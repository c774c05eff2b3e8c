import type { ToolExecution, TranscriptTurn } from '@orbisvoice/shared-dto';
import type { ToolExecutionEntity } from '../persistence/tool-execution.repository.js';
import type { TranscriptTurnEntity } from '../persistence/transcript.repository.js';

/** The row as the API answers it. */
export const toTurn = ({ id, position, speaker, text, startedAt, latencyMs }: TranscriptTurnEntity): TranscriptTurn => ({
  id,
  position,
  speaker,
  text,
  startedAt: startedAt.toISOString(),
  latencyMs,
});

/** The row as the API answers it. */
export const toToolExecution = (execution: ToolExecutionEntity): ToolExecution => {
  const { id, name, status, durationMs, error, executedAt, callId, attempt, isLast } = execution;
  return { id, name, status, durationMs, error, executedAt: executedAt.toISOString(), callId, attempt, isLast };
};
