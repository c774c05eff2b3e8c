import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { TenantService } from '../../tenants/index.js';
import { isLive } from '../domain/subscription-record.js';
import { StripeProfileGateway, type Payer } from '../stripe/stripe-profile.gateway.js';
import { CustomerMirrorWriter, type MirrorCause } from './customer-mirror-writer.service.js';
import { LatestState } from './latest-state.service.js';
import { SubscriptionService } from './subscription.service.js';

/** Brings what we show of a tenant's customer to Stripe's state: card, credit, address for invoices, tax numbers. */
@Injectable()
export class CustomerMirror {
  constructor(
    private readonly tenants: TenantService,
    private readonly stripe: StripeProfileGateway,
    private readonly subscriptions: SubscriptionService,
    private readonly writer: CustomerMirrorWriter,
    private readonly latest: LatestState,
  ) {}

  /** @returns false when the tenant has no customer; nothing was done then */
  async sync(tenantId: TenantId, cause: MirrorCause): Promise<boolean> {
    const payer = await this.payerOf(tenantId);
    if (!payer) return false;
    await this.latest.apply(tenantId, {
      read: () => this.stripe.read(payer),
      apply: async (snapshot) => {
        await this.writer.put(tenantId, snapshot, cause);
        await cause.finish?.(tenantId);
      },
    });
    return true;
  }

  /** Who pays, and with which subscription; null before there is a customer. */
  async payerOf(tenantId: TenantId): Promise<Payer | null> {
    const [tenant, records] = await Promise.all([this.tenants.get(tenantId), this.subscriptions.all(tenantId)]);
    const customerId = tenant.stripeCustomerId;
    const live = records.find((record) => isLive(record) && record.stripeCustomerId === customerId);
    return customerId === null ? null : { customerId, subscriptionId: live?.stripeSubscriptionId ?? null };
  }
}
