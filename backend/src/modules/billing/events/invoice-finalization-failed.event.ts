import { DomainEvent } from '../../../platform/events/domain-event.js';
import type { PlanCode } from '@orbisvoice/shared-dto/values';
/** An invoice could not be finalised; most often an address is missing that the tax depends on. Nothing is charged until it can be. */
export class InvoiceFinalizationFailed extends DomainEvent<{
  invoiceId: string;
  /** Stripe's code. */
  error: string;
  total: number;
  currency: string;
  tier: PlanCode | null;
  planName: string | null;
}> {
  static readonly eventName = 'invoice.finalization_failed';
  static readonly version = 1;
}
