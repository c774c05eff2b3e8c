import type { SubscriptionRecord } from './subscription-record.js';

const DAY_MS = 86_400_000;
/** A first payment that never came does not use the trial up. */
const NEVER_BEGAN = ['incomplete', 'incomplete_expired'];

/** Free days before the first payment: for who never had a paid plan, once. */
export const trialDaysFor = (records: readonly Pick<SubscriptionRecord, 'status'>[], configured: number): number =>
  records.every(({ status }) => NEVER_BEGAN.includes(status)) ? configured : 0;

/** When a trial that begins now is over; null for none. */
export const trialEnd = (days: number, now: Date): Date | null => (days > 0 ? new Date(now.getTime() + days * DAY_MS) : null);
