import { Injectable } from '@nestjs/common';
import { BillingSync, type SyncCause } from '../../services/billing-sync.service.js';
import type { StripeEventFamily, TenantStripeEvent } from '../stripe-event.family.js';

/** A credit note changes what an invoice asks for. A refund that comes with it has events of its own. */
@Injectable()
export class CreditNoteFamily implements StripeEventFamily {
  readonly types = ['credit_note.created', 'credit_note.updated', 'credit_note.voided'];

  constructor(private readonly billing: BillingSync) {}

  async apply({ tenantId, references }: TenantStripeEvent, cause: SyncCause): Promise<string | null> {
    const { invoiceId } = references;
    if (!invoiceId) return 'names no invoice';
    await this.billing.sync(tenantId, { subscriptionId: null, invoiceId }, cause);
    return null;
  }
}
