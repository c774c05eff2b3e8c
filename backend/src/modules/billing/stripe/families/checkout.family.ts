import { Injectable } from '@nestjs/common';
import { BillingSync, type SyncCause } from '../../services/billing-sync.service.js';
import type { StripeEventFamily, TenantStripeEvent } from '../stripe-event.family.js';

/** A hosted payment page was left, one way or the other. What it sold is read from the subscription, not from the session. */
@Injectable()
export class CheckoutFamily implements StripeEventFamily {
  readonly types = [
    'checkout.session.completed',
    'checkout.session.async_payment_succeeded',
    'checkout.session.async_payment_failed',
    'checkout.session.expired',
  ];

  constructor(private readonly billing: BillingSync) {}

  async apply({ tenantId, references }: TenantStripeEvent, cause: SyncCause): Promise<string | null> {
    if (!references.subscriptionId) return 'the session began no subscription';
    await this.billing.sync(tenantId, { subscriptionId: references.subscriptionId, invoiceId: null }, cause);
    return null;
  }
}
