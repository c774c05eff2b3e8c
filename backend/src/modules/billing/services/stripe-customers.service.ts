import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { TenantService } from '../../tenants/index.js';
import { StripeGateway } from '../stripe/stripe.gateway.js';
import { StripeOperations } from './stripe-operations.service.js';

/** How often a tenant's customer may have been deleted at Stripe. */
const MOST_CUSTOMERS = 20;

/** A tenant's customer at Stripe: one, however many ask for it at once. */
@Injectable()
export class StripeCustomers {
  constructor(
    private readonly tenants: TenantService,
    private readonly operations: StripeOperations,
    private readonly stripe: StripeGateway,
  ) {}

  /** The customer's id; made when there is none yet, or none any more. */
  async of(tenantId: TenantId): Promise<string> {
    for (let group = 'first', tries = 0; tries < MOST_CUSTOMERS; tries++) {
      const { stripeCustomerId } = await this.tenants.get(tenantId);
      if (stripeCustomerId) return stripeCustomerId;
      const made = await this.make(tenantId, group);
      // made before and let go since, because it was deleted at Stripe: the next one is another write
      group = `after:${made}`;
    }
    throw new Error(`tenant ${tenantId} has lost too many customers`);
  }

  /** The customer of this group: made now, or long ago. */
  private async make(tenantId: TenantId, group: string): Promise<string> {
    const tenant = await this.tenants.get(tenantId);
    const { customerId } = await this.operations.run(tenantId, {
      intent: 'customer',
      group,
      // not the e-mail address or the name: they may have changed between two tries, and it is the same customer
      request: { tenantId },
      call: async (key) => ({
        customerId: await this.stripe.createCustomer(tenantId, { email: tenant.billingEmail, name: tenant.name }, key),
      }),
      settle: async (result) => this.tenants.update(tenantId, { stripeCustomerId: result['customerId'] ?? null }),
    });
    if (!customerId) throw new Error(`the customer of tenant ${tenantId} has no id`);
    return customerId;
  }
}
