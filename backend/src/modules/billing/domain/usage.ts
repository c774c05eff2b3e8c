/** A period's counters at one moment. */
export interface UsagePeriod {
  readonly used: number;
  readonly reserved: number;
  readonly limit: number;
  readonly ceiling: number;
  readonly start: Date;
  readonly end: Date;
}

/** One event that asks for admission. Equal keys with equal hashes are the same operation. */
export interface UsageItem {
  readonly tenantId: string;
  readonly key: string;
  readonly quantity: number;
  readonly hash: Buffer | null;
  readonly isReservation: boolean;
  readonly conversationId: string | null;
}

/** What became of an item, and the period as it stands behind the whole batch. */
export interface UsageAdmission {
  readonly status: 'created' | 'duplicate' | 'conflict' | 'refused';
  /** The count right after this event; for a reservation, what was counted when it was made. */
  readonly used: number | null;
  readonly period: UsagePeriod;
}

/** A reservation to settle or to release. */
export interface UsageKey {
  readonly tenantId: string;
  readonly key: string;
}

/** `refused`: it had been given back, and its place is taken by now. */
export type SettleOutcome = 'settled' | 'already' | 'refused' | 'unknown';
/** `counted`: too late, it qualified. */
export type ReleaseOutcome = 'released' | 'already' | 'counted' | 'unknown';

/** Whole percent of the limit, rounded down: 100 means reached, never "nearly". */
export const usagePercent = (used: number, limit: number): number => (limit > 0 ? Math.floor((used * 100) / limit) : 100);

/** The summary that pages, mails and answers show. */
export const toUsageSummary = ({ used, reserved, limit, ceiling, start, end }: UsagePeriod) => ({
  used,
  reserved,
  limit,
  ceiling,
  percent: usagePercent(used, limit),
  periodStart: start.toISOString(),
  resetsAt: end.toISOString(),
});

/**
 * What makes two reports of one key the same: everything of the body besides the key. For a recorded event that is its quantity,
 * short enough to be its own fingerprint.
 */
export function quantityFingerprint(quantity: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(quantity);
  return bytes;
}
