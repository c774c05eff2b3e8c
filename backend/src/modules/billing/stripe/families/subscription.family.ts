import { Injectable } from '@nestjs/common';
import { BillingSync, type SyncCause } from '../../services/billing-sync.service.js';
import type { StripeEventFamily, TenantStripeEvent } from '../stripe-event.family.js';

/** A subscription, or the schedule that will change it, is not what it was. */
@Injectable()
export class SubscriptionFamily implements StripeEventFamily {
  readonly types = [
    'customer.subscription.created',
    'customer.subscription.updated',
    'customer.subscription.deleted',
    'customer.subscription.paused',
    'customer.subscription.resumed',
    'customer.subscription.trial_will_end',
    'customer.subscription.pending_update_applied',
    'customer.subscription.pending_update_expired',
    'subscription_schedule.created',
    'subscription_schedule.updated',
    'subscription_schedule.released',
    'subscription_schedule.canceled',
    'subscription_schedule.completed',
    'subscription_schedule.aborted',
    'subscription_schedule.expiring',
  ];

  constructor(private readonly billing: BillingSync) {}

  /** A schedule that ended has let go of its subscription; whatever of the tenant's is live is read anyway. */
  async apply({ tenantId, references }: TenantStripeEvent, cause: SyncCause): Promise<string | null> {
    await this.billing.sync(tenantId, { subscriptionId: references.subscriptionId, invoiceId: null }, cause);
    return null;
  }
}
