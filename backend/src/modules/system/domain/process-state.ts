import { type ProcessState } from '@orbisvoice/shared-dto/values';

/** How often a process says that it lives. */
export const HEARTBEAT_MS = 15_000;
/** Heartbeats that may be lost before a process counts as silent. */
const LOST = 4;
/** After such a silence nobody counts on a process. */
export const HEARTBEAT_GONE_MS = HEARTBEAT_MS * LOST;

/** What is known of a process by its last word. */
export function processState(seenAt: Date, stoppedAt: Date | null, now: Date): ProcessState {
  if (stoppedAt) return 'stopped';
  return now.getTime() - seenAt.getTime() > HEARTBEAT_GONE_MS ? 'silent' : 'up';
}
