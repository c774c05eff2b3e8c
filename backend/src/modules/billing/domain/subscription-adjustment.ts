import type { ErrorCode } from '@orbisvoice/shared-dto/values';
import { oneIntervalAfter } from './plan-change.js';
import { scheduledEnd } from './subscription-access.js';
import type { SubscriptionRecord } from './subscription-record.js';

/** What staff want, a change of plan excepted: that is previewed and charged as a customer's is. */
export type PlainAdjustment =
  | { readonly action: 'extend_trial'; readonly trialEndsAt: string }
  | { readonly action: 'cancel' | 'resume' | 'end_comp' }
  | { readonly action: 'comp'; readonly months: number | null };

const FREE = 100;

/** Whether nothing is charged for it. */
export const isComplimentary = ({ discount }: Pick<SubscriptionRecord, 'discount'>): boolean => discount?.percentOff === FREE;

/** Why a subscription cannot be adjusted so, or null when it can. What waits for its payment is paid, or given up, before anything else. */
export function adjustmentRefusal(live: SubscriptionRecord, { action }: { readonly action: PlainAdjustment['action'] }): ErrorCode | null {
  if (live.pendingPlanCode !== null) return 'billing.change_pending';
  return isPossible(live, action) ? null : 'billing.change_not_possible';
}

function isPossible(live: SubscriptionRecord, action: PlainAdjustment['action']): boolean {
  switch (action) {
    case 'extend_trial':
      return live.status === 'trialing' && live.trialEnd !== null && live.stripeScheduleId === null;
    case 'cancel':
      return !live.cancelAtPeriodEnd;
    case 'resume':
      return live.cancelAtPeriodEnd || live.scheduledPlanCode !== null;
    case 'comp':
      return ['active', 'trialing', 'past_due'].includes(live.status) && !isComplimentary(live);
    case 'end_comp':
      return isComplimentary(live);
  }
}

/** The subscription as it will be. */
export function adjusted(live: SubscriptionRecord, adjustment: PlainAdjustment): SubscriptionRecord {
  const nothingSet = { cancelAtPeriodEnd: false, cancelAt: null, scheduledPlanCode: null };
  switch (adjustment.action) {
    case 'extend_trial': {
      const trialEnd = new Date(adjustment.trialEndsAt);
      return { ...live, trialEnd, currentPeriodEnd: trialEnd };
    }
    case 'cancel':
      return { ...live, ...nothingSet, cancelAtPeriodEnd: true };
    case 'resume':
      return { ...live, ...nothingSet };
    case 'comp':
      return { ...live, discount: { name: 'Complimentary', percentOff: FREE, amountOff: null, endsAt: compEnd(live, adjustment.months) } };
    case 'end_comp':
      return { ...live, discount: null };
  }
}

/** When the renewal comes; null when it ends before. */
export const renewsAt = (record: SubscriptionRecord): Date | null => (scheduledEnd(record) === null ? record.currentPeriodEnd : null);

/** Months are counted from the paid period, so this is an estimate of the day, which Stripe knows exactly once it is given. */
function compEnd({ currentPeriodStart }: SubscriptionRecord, months: number | null): string | null {
  if (months === null) return null;
  let end = currentPeriodStart;
  for (let month = 0; month < months; month++) end = oneIntervalAfter(end, 'month');
  return end.toISOString();
}
