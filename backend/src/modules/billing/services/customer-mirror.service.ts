import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import type { AuditActor } from '../../audit/index.js';
import { TenantService } from '../../tenants/index.js';
import { isLive } from '../domain/subscription-record.js';
import type { StripeReferences } from '../stripe/stripe-references.js';
import { StripeProfileGateway, type Payer } from '../stripe/stripe-profile.gateway.js';
import type { SyncCause } from './billing-sync.service.js';
import { CustomerMirrorWriter } from './customer-mirror-writer.service.js';
import { LatestState } from './latest-state.service.js';
import { SubscriptionService } from './subscription.service.js';

/** Why a customer is read. */
export type MirrorCause = Pick<SyncCause, 'actor' | 'finish'>;

/** A customer and a subscription as an event names them. */
export type NamedPayer = Pick<StripeReferences, 'customerId' | 'subscriptionId'>;

const NOBODY_NAMED: NamedPayer = { customerId: null, subscriptionId: null };

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
    if (!(await this.payerOf(tenantId))) return false;
    await this.latest.apply(tenantId, {
      read: () => this.read(tenantId, cause.actor),
      apply: async (put) => {
        await put(tenantId);
        await cause.finish?.(tenantId);
      },
    });
    return true;
  }

  /**
   * Reads the customer; what it answers writes that down, in an open unit of work.
   * @param named who paid and for what, where we do not know that yet
   */
  async read(tenantId: TenantId, actor: AuditActor, named?: NamedPayer): Promise<(tenantId: TenantId) => Promise<void>> {
    const payer = await this.payerOf(tenantId, named);
    if (!payer) return async () => undefined;
    const snapshot = await this.stripe.read(payer);
    return (tenant) => this.writer.put(tenant, snapshot, actor);
  }

  /** Who pays, and with which subscription; null before there is a customer. */
  async payerOf(tenantId: TenantId, named: NamedPayer = NOBODY_NAMED): Promise<Payer | null> {
    const [tenant, records] = await Promise.all([this.tenants.get(tenantId), this.subscriptions.all(tenantId)]);
    const customerId = tenant.stripeCustomerId ?? named.customerId;
    const live = records.find((record) => isLive(record) && record.stripeCustomerId === customerId);
    return customerId === null ? null : { customerId, subscriptionId: live?.stripeSubscriptionId ?? named.subscriptionId };
  }
}
