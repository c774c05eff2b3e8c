import { Injectable } from '@nestjs/common';
import { BillingSync, type SyncCause } from '../../services/billing-sync.service.js';
import { reportedAttempt } from '../reported-attempt.js';
import type { StripeEventFamily, TenantStripeEvent } from '../stripe-event.family.js';

/** An invoice moved on; with it, often, the subscription it bills. */
@Injectable()
export class InvoiceFamily implements StripeEventFamily {
  readonly types = [
    'invoice.created',
    'invoice.finalized',
    'invoice.finalization_failed',
    'invoice.paid',
    'invoice.payment_failed',
    'invoice.payment_action_required',
    'invoice.updated',
    'invoice.upcoming',
    'invoice.voided',
    'invoice.marked_uncollectible',
    'invoice.overdue',
    'invoice.will_be_due',
  ];

  constructor(private readonly billing: BillingSync) {}

  /** The invoice of `invoice.upcoming` does not exist yet: only its subscription can be read. */
  async apply(event: TenantStripeEvent, cause: SyncCause): Promise<string | null> {
    const { tenantId, references } = event;
    const { subscriptionId } = references;
    const invoiceId = event.type === 'invoice.upcoming' ? null : references.invoiceId;
    if (!subscriptionId && !invoiceId) return 'names no subscription and no invoice';
    await this.billing.sync(tenantId, { subscriptionId, invoiceId }, { ...cause, attempt: reportedAttempt(event) });
    return null;
  }
}
