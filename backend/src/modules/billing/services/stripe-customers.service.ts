import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { TenantService } from '../../tenants/index.js';
import { StripeGateway } from '../stripe/stripe.gateway.js';
import { StripeOperations } from './stripe-operations.service.js';

/** A tenant's customer at Stripe: one, however many ask for it at once. */
@Injectable()
export class StripeCustomers {
  constructor(
    private readonly tenants: TenantService,
    private readonly operations: StripeOperations,
    private readonly stripe: StripeGateway,
  ) {}

  /** The customer's id; made when there is none yet. */
  async of(tenantId: TenantId): Promise<string> {
    const tenant = await this.tenants.get(tenantId);
    if (tenant.stripeCustomerId) return tenant.stripeCustomerId;
    const { customerId } = await this.operations.run(tenantId, {
      intent: 'customer',
      group: 'first',
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
