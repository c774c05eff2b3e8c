import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
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

  /**
   * The customer who is about to buy in a currency. One that was deleted at Stripe cannot: another takes its place.
   * @throws DomainError `billing.currency_mismatch` when Stripe bills it in another currency already
   */
  async forPurchase(tenantId: TenantId, currency: string): Promise<string> {
    const id = await this.of(tenantId);
    const customer = await this.stripe.customer(id);
    if (!customer) return this.make(tenantId, `after:${id}`);
    const { currency: billedIn, email } = customer;
    // a process died before it could say who the customer is
    if (email === null) await this.introduce(tenantId, id);
    if (billedIn !== null && billedIn !== currency) throw new DomainError('billing.currency_mismatch', { currency: billedIn });
    return id;
  }

  /**
   * The customer of this group: made now, or long ago. A repeat sends the same, whatever the tenant is called by then: name and address follow
   * in a write of their own, behind the one that makes it, so that an address Stripe does not take makes no second customer.
   */
  private async make(tenantId: TenantId, group: string): Promise<string> {
    const { customerId } = await this.operations.run(tenantId, {
      intent: 'customer',
      group,
      request: { tenantId },
      call: async (key) => {
        return { customerId: await this.stripe.createCustomer(tenantId, key) };
      },
      settle: async (result) => this.tenants.update(tenantId, { stripeCustomerId: result['customerId'] ?? null }),
    });
    if (!customerId) throw new Error(`the customer of tenant ${tenantId} has no id`);
    await this.introduce(tenantId, customerId);
    return customerId;
  }

  /** Says who the customer is; not of one that was let go since. */
  private async introduce(tenantId: TenantId, customerId: string): Promise<void> {
    const { billingEmail, name, stripeCustomerId } = await this.tenants.get(tenantId);
    if (stripeCustomerId !== customerId) return;
    await this.stripe.changeCustomer(customerId, { email: billingEmail, name });
  }
}
