import { DomainEvent } from '../../../platform/events/domain-event.js';
import type { PlanCode } from '@orbisvoice/shared-dto/values';
/** An invoice was paid. Amounts in minor units. */
export class InvoicePaid extends DomainEvent<{
  invoiceId: string;
  number: string | null;
  total: number;
  tax: number;
  currency: string;
  tier: PlanCode | null;
  planName: string | null;
  periodStart: string;
  periodEnd: string;
  paidAt: string;
  hostedUrl: string | null;
  pdfUrl: string | null;
}> {
  static readonly eventName = 'invoice.paid';
  static readonly version = 1;
}
