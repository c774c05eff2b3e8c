import { DomainEvent } from '../../../platform/events/domain-event.js';
import type { PlanCode } from '@orbisvoice/shared-dto/values';
/** The bank asks the cardholder to confirm a payment, on `hostedUrl`. */
export class InvoicePaymentActionRequired extends DomainEvent<{
  invoiceId: string;
  number: string | null;
  amountDue: number;
  currency: string;
  tier: PlanCode | null;
  planName: string | null;
  hostedUrl: string | null;
  /** The number of the attempt. */
  attempt: number;
  graceEndsAt: string | null;
}> {
  static readonly eventName = 'invoice.payment_action_required';
  static readonly version = 1;
}
