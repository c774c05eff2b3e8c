import { Injectable } from '@nestjs/common';
import type { ChangePlan, HostedPage } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Config } from '../../../platform/config/config.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { TenantService } from '../../tenants/index.js';
import { isLive } from '../domain/subscription-record.js';
import { StripeGateway } from '../stripe/stripe.gateway.js';
import { SubscriptionService } from './subscription.service.js';

/** Within it, a double click or a second tab gets the page of the first. */
const SAME_ATTEMPT_MS = 10 * 60_000;

/** Sends the owner to Stripe's own pages. What they do there comes back as events, never with the browser. */
@Injectable()
export class CheckoutService {
  constructor(
    private readonly stripe: StripeGateway,
    private readonly tenants: TenantService,
    private readonly subscriptions: SubscriptionService,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /**
   * The hosted page that sells a plan to a tenant on the free one.
   * @throws DomainError `billing.change_not_possible` while a subscription runs
   */
  async start(actor: Actor, { tier }: Pick<ChangePlan, 'tier'>): Promise<HostedPage> {
    const { tenantId } = actor;
    const known = await this.subscriptions.all(tenantId);
    const live = known.find(isLive);
    if (live)
      throw new DomainError(live.planCode === tier ? 'billing.already_on_plan' : 'billing.change_not_possible', { tier: live.planCode });
    const attempt = Math.floor(this.clock.now().getTime() / SAME_ATTEMPT_MS);
    const url = await this.stripe.checkout({
      tenantId,
      customerId: await this.customerOf(tenantId),
      plan: tier,
      successUrl: this.billingPage('success'),
      cancelUrl: this.billingPage('canceled'),
      idempotencyKey: `${tenantId}:checkout:${tier}:${known.length}:${attempt}`,
    });
    return { url };
  }

  /** The customer portal: cards, addresses, past invoices. */
  async portal(actor: Actor): Promise<HostedPage> {
    const { stripeCustomerId } = await this.tenants.get(actor.tenantId);
    if (!stripeCustomerId) throw new DomainError('billing.no_customer');
    return { url: await this.stripe.portal(stripeCustomerId, `${this.config.http.publicUrl}/billing`) };
  }

  /** Made once per tenant: the key is the tenant, so a lost answer or two tabs end in the same customer. */
  private async customerOf(tenantId: TenantId): Promise<string> {
    const tenant = await this.tenants.get(tenantId);
    if (tenant.stripeCustomerId) return tenant.stripeCustomerId;
    const stripeCustomerId = await this.stripe.createCustomer(tenantId, { email: tenant.billingEmail, name: tenant.name });
    await this.tenants.update(tenantId, { stripeCustomerId });
    return stripeCustomerId;
  }

  private billingPage(outcome: 'success' | 'canceled'): string {
    return `${this.config.http.publicUrl}/billing?checkout=${outcome}`;
  }
}
