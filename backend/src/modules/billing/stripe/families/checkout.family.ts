import { Injectable } from '@nestjs/common';
import { CustomerMirror } from '../../services/customer-mirror.service.js';
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

  constructor(
    private readonly billing: BillingSync,
    private readonly mirror: CustomerMirror,
  ) {}

  async apply({ tenantId, references }: TenantStripeEvent, cause: SyncCause): Promise<string | null> {
    if (!references.subscriptionId) return 'the session began no subscription';
    // the page took a card, an address and tax numbers too
    const beside = () => this.mirror.read(tenantId, cause.actor, references);
    await this.billing.sync(tenantId, { subscriptionId: references.subscriptionId, invoiceId: null }, { ...cause, beside });
    return null;
  }
}
