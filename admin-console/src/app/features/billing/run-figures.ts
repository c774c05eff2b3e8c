import type { ReconciliationRun } from '@orbisvoice/shared-dto';
import { formatDuration } from '@orbisvoice/shared-ui/format';

/** How long a run took, in words; null while it runs. */
export function tookOf({ startedAt, finishedAt }: Pick<ReconciliationRun, 'startedAt' | 'finishedAt'>): string | null {
  return finishedAt ? formatDuration((Date.parse(finishedAt) - Date.parse(startedAt)) / 1_000) : null;
}
