import { Injectable } from '@nestjs/common';
import { systemOrigin } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { currentTraceId } from '../../../platform/logging/trace-context.js';
import { TenantService } from '../../tenants/index.js';
import { StripeGateway } from '../stripe/stripe.gateway.js';
import { BillingSync } from './billing-sync.service.js';

/** A purchase whose event is late or lost: Stripe's page is done with the customer before its webhook reaches us. */
@Injectable()
export class UnheardPurchase {
  constructor(
    private readonly tenants: TenantService,
    private readonly stripe: StripeGateway,
    private readonly billing: BillingSync,
  ) {}

  /** Takes it in, so that nobody buys a second time what was paid already. @returns whether there was one */
  async takeIn(tenantId: TenantId): Promise<boolean> {
    const { stripeCustomerId } = await this.tenants.get(tenantId);
    const bought = stripeCustomerId === null ? null : await this.stripe.newestLive(stripeCustomerId);
    if (!bought) return false;
    const actor = { kind: 'system' as const, tenantId, name: 'Stripe', origin: systemOrigin(currentTraceId() ?? bought.id) };
    await this.billing.sync(tenantId, { subscriptionId: bought.id, invoiceId: null }, { actor, eventId: null });
    return true;
  }
}
