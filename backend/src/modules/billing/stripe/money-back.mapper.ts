import { DISPUTE_STATUSES, REFUND_STATUSES } from '@orbisvoice/shared-dto/values';
import type { DisputeRecord, RefundRecord } from '../domain/money-back.js';
import type { StripeDispute, StripeRefund } from './stripe-charge.gateway.js';
import { StripeMappingError } from './stripe-mapping.error.js';
import { idOf, instant, optionalInstant } from './stripe-values.js';

/** Stripe's refund in our words. */
export function toRefundRecord(refund: StripeRefund, stripeInvoiceId: string | null): RefundRecord {
  return {
    stripeRefundId: refund.id,
    stripeInvoiceId,
    stripeChargeId: idOf(refund.charge),
    amount: refund.amount,
    currency: refund.currency,
    status: known(REFUND_STATUSES, refund.status, 'refund'),
    reason: refund.reason,
    createdAt: instant(refund.created),
  };
}

/** Stripe's dispute in our words. When it was decided is not in it. */
export function toDisputeRecord(dispute: StripeDispute, stripeInvoiceId: string | null): Omit<DisputeRecord, 'closedAt'> {
  return {
    stripeDisputeId: dispute.id,
    stripeInvoiceId,
    stripeChargeId: idOf(dispute.charge),
    amount: dispute.amount,
    currency: dispute.currency,
    status: known(DISPUTE_STATUSES, dispute.status, 'dispute'),
    reason: dispute.reason,
    evidenceDueBy: optionalInstant(dispute.evidence_details.due_by),
    openedAt: instant(dispute.created),
  };
}

/** A state of a year to come waits for a person instead of being counted as something it is not. */
function known<T extends string>(list: readonly T[], status: string | null, kind: string): T {
  const found = list.find((one) => one === status);
  if (!found) throw new StripeMappingError(`${kind} status ${status} is not known`);
  return found;
}
