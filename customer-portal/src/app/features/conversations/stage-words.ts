import type { StageTimes } from '@orbisvoice/shared-dto';
import { RESPONSE_STAGES, RESPONSE_STAGE_LABELS } from '@orbisvoice/shared-dto/values';
import { formatMilliseconds } from '@orbisvoice/shared-ui/format';

/** The stages of an answer that were measured, in their order: `listen 180 ms`. */
export function stageWords(stages: StageTimes | null): string[] {
  if (stages === null) return [];
  const times = { listen: stages.listenMs, think: stages.thinkMs, speak: stages.speakMs };
  return RESPONSE_STAGES.flatMap((stage) => {
    const time = times[stage];
    return time === null ? [] : [`${RESPONSE_STAGE_LABELS[stage].toLowerCase()} ${formatMilliseconds(time)}`];
  });
}
