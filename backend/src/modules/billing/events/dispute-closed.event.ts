import type { DisputeStatus } from '@orbisvoice/shared-dto/values';
import { DomainEvent } from '../../../platform/events/domain-event.js';
/** A dispute was decided. Only `lost` costs money. Amounts in minor units. */
export class DisputeClosed extends DomainEvent<{
  disputeId: string;
  invoiceId: string | null;
  number: string | null;
  status: DisputeStatus;
  amount: number;
  currency: string;
  /** When the invoice was paid. */
  paidAt: string | null;
  openedAt: string;
  closedAt: string;
}> {
  static readonly eventName = 'dispute.closed';
  static readonly version = 1;
}
