import { DomainEvent } from '../../../platform/events/domain-event.js';
/** Money of a paid invoice went back. Amounts in minor units. */
export class InvoiceRefunded extends DomainEvent<{
  refundId: string;
  /** Null when the payment belongs to no invoice of ours. */
  invoiceId: string | null;
  number: string | null;
  /** Of this refund. */
  amount: number;
  /** Of all refunds of the invoice so far. */
  amountRefunded: number;
  /** Nothing of what was paid is left. */
  isFull: boolean;
  currency: string;
  reason: string | null;
  /** When the invoice was paid. */
  paidAt: string | null;
  refundedAt: string;
}> {
  static readonly eventName = 'invoice.refunded';
  static readonly version = 1;
}
