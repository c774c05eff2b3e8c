import { DomainEvent } from '../../../platform/events/domain-event.js';
/** A cardholder contests a payment. Access stays; staff answers until `evidenceDueBy`. Amounts in minor units. */
export class DisputeOpened extends DomainEvent<{
  disputeId: string;
  invoiceId: string | null;
  number: string | null;
  amount: number;
  currency: string;
  reason: string;
  evidenceDueBy: string | null;
  openedAt: string;
}> {
  static readonly eventName = 'dispute.opened';
  static readonly version = 1;
}
