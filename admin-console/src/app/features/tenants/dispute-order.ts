import type { Dispute } from '@orbisvoice/shared-dto';
import type { DisputeStatus } from '@orbisvoice/shared-dto/values';

const ASKS: ReadonlySet<DisputeStatus> = new Set(['needs_response', 'warning_needs_response', 'appeal_needs_response']);
/** From here on a deadline is marked. */
const CLOSE_MS = 3 * 86_400_000;

/** Whether somebody has to hand in evidence. */
export const needsResponse = ({ status }: Pick<Dispute, 'status'>): boolean => ASKS.has(status);

/** Whether the evidence is due within three days, or was. */
export const isPressing = (dispute: Pick<Dispute, 'status' | 'evidenceDueBy'>, now: number): boolean =>
  needsResponse(dispute) && dispute.evidenceDueBy !== null && Date.parse(dispute.evidenceDueBy) - now <= CLOSE_MS;

/** Those that need a response first, by deadline; then the others, newest first. */
export function byUrgency(disputes: readonly Dispute[]): readonly Dispute[] {
  const deadline = (dispute: Dispute): number =>
    needsResponse(dispute) ? (dispute.evidenceDueBy === null ? Number.MAX_VALUE : Date.parse(dispute.evidenceDueBy)) : Infinity;
  return [...disputes].sort((a, b) => {
    const [first, second] = [deadline(a), deadline(b)];
    return first === second ? b.openedAt.localeCompare(a.openedAt) : first - second;
  });
}
