import { DomainEvent } from '../../../platform/events/domain-event.js';
import type { PlanCode } from '@orbisvoice/shared-dto/values';
/** An attempt to collect an invoice failed. Access stays until `graceEndsAt`. */
export class InvoicePaymentFailed extends DomainEvent<{
  invoiceId: string;
  number: string | null;
  amountDue: number;
  currency: string;
  tier: PlanCode | null;
  planName: string | null;
  hostedUrl: string | null;
  /** The number of the attempt. */
  attempt: number;
  /** The issuer's code, if it gave one. */
  reason: string | null;
  nextAttemptAt: string | null;
  graceEndsAt: string | null;
  /** The bank waits for the cardholder: the same attempt is told as `InvoicePaymentActionRequired` as well, before or after. */
  needsAction?: boolean;
}> {
  static readonly eventName = 'invoice.payment_failed';
  static readonly version = 1;
}
