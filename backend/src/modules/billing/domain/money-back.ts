import type { DisputeStatus, RefundStatus } from '@orbisvoice/shared-dto/values';

/** A refund as Stripe has it, in our words. Amounts in minor units of `currency`. */
export interface RefundRecord {
  readonly stripeRefundId: string;
  readonly stripeInvoiceId: string | null;
  readonly stripeChargeId: string | null;
  readonly amount: number;
  readonly currency: string;
  readonly status: RefundStatus;
  readonly reason: string | null;
  readonly createdAt: Date;
}

/** A dispute as Stripe has it, in our words. Amounts in minor units of `currency`. */
export interface DisputeRecord {
  readonly stripeDisputeId: string;
  readonly stripeInvoiceId: string | null;
  readonly stripeChargeId: string | null;
  readonly amount: number;
  readonly currency: string;
  readonly status: DisputeStatus;
  readonly reason: string;
  readonly evidenceDueBy: Date | null;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
}

const GONE: readonly RefundStatus[] = ['succeeded', 'pending'];
const DECIDED: readonly DisputeStatus[] = ['won', 'lost', 'warning_closed', 'prevented'];

/** Whether the money has left: a pending refund is taken from the account at once, and comes back when it fails. */
export const isGone = ({ status }: Pick<RefundRecord, 'status'>): boolean => GONE.includes(status);

/** What went back in all. */
export const refundedOf = (refunds: readonly Pick<RefundRecord, 'status' | 'amount'>[]): number =>
  refunds.filter(isGone).reduce((sum, { amount }) => sum + amount, 0);

/** Whether nothing more will happen to a dispute. */
export const isDecided = ({ status }: Pick<DisputeRecord, 'status'>): boolean => DECIDED.includes(status);

/** What a refund tells: once, when its money left. */
export const isRefundNews = (before: Pick<RefundRecord, 'status'> | null, after: RefundRecord): boolean =>
  isGone(after) && !(before && isGone(before));

export type DisputeNews = 'dispute.opened' | 'dispute.closed';

/** What a dispute tells. One that was decided before we heard of it tells both, so that every order of events tells the same. */
export function disputeNews(before: Pick<DisputeRecord, 'status'> | null, after: DisputeRecord): DisputeNews[] {
  const closed = isDecided(after) && !(before && isDecided(before));
  return [...(before ? [] : ['dispute.opened' as const]), ...(closed ? ['dispute.closed' as const] : [])];
}
