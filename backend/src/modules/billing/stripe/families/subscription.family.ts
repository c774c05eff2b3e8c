import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../../platform/access/tenant-id.js';
import { BillingNotices } from '../../services/billing-notices.service.js';
import { BillingSync, type SyncCause } from '../../services/billing-sync.service.js';
import type { StripeEventFamily, TenantStripeEvent } from '../stripe-event.family.js';

const TRIAL_WILL_END = 'customer.subscription.trial_will_end';

/** A subscription, or the schedule that will change it, is not what it was. */
@Injectable()
export class SubscriptionFamily implements StripeEventFamily {
  readonly types = [
    'customer.subscription.created',
    'customer.subscription.updated',
    'customer.subscription.deleted',
    'customer.subscription.paused',
    'customer.subscription.resumed',
    TRIAL_WILL_END,
    'customer.subscription.pending_update_applied',
    'customer.subscription.pending_update_expired',
    'customer.discount.created',
    'customer.discount.updated',
    'customer.discount.deleted',
    'subscription_schedule.created',
    'subscription_schedule.updated',
    'subscription_schedule.released',
    'subscription_schedule.canceled',
    'subscription_schedule.completed',
    'subscription_schedule.aborted',
    'subscription_schedule.expiring',
  ];

  constructor(
    private readonly billing: BillingSync,
    private readonly notices: BillingNotices,
  ) {}

  /** A schedule that ended has let go of its subscription; whatever of the tenant's is live is read anyway. */
  async apply({ tenantId, type, references }: TenantStripeEvent, cause: SyncCause): Promise<string | null> {
    const { subscriptionId } = references;
    const isNotice = type === TRIAL_WILL_END && subscriptionId !== null;
    const finish = async (tenant: TenantId): Promise<void> => {
      if (isNotice) await this.notices.trialEnding(tenant, subscriptionId, cause.actor);
      await cause.finish?.(tenant);
    };
    await this.billing.sync(tenantId, { subscriptionId, invoiceId: null }, { ...cause, finish });
    return null;
  }
}
