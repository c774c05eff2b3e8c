import { Injectable } from '@nestjs/common';
import { monthlyLookupKey, type PlanCode } from '@orbisvoice/shared-dto/values';
import type Stripe from 'stripe';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { StripeCatalogueGateway } from './stripe-catalogue.gateway.js';
import { StripeClient } from './stripe.client.js';

export type StripeSubscription = Stripe.Subscription;
export type StripeInvoice = Stripe.Invoice;
export type StripePrice = Stripe.Price;
export type StripeEvent = Stripe.Event;
export type CancelFeedback = NonNullable<Stripe.SubscriptionUpdateParams.CancellationDetails['feedback']>;

/** What a Checkout session is made of. */
export interface CheckoutRequest {
  readonly tenantId: TenantId;
  readonly customerId: string;
  readonly plan: PlanCode;
  readonly successUrl: string;
  readonly cancelUrl: string;
  readonly idempotencyKey: string;
}

/** A tenant's customer, subscriptions and invoices at Stripe. */
@Injectable()
export class StripeGateway {
  constructor(
    private readonly client: StripeClient,
    private readonly catalogue: StripeCatalogueGateway,
  ) {}

  subscription(id: string): Promise<StripeSubscription> {
    return this.client.call((stripe) => stripe.subscriptions.retrieve(id));
  }

  invoice(id: string): Promise<StripeInvoice> {
    return this.client.call((stripe) => stripe.invoices.retrieve(id));
  }

  price(id: string): Promise<StripePrice> {
    return this.client.call((stripe) => stripe.prices.retrieve(id));
  }

  /** The tenant's customer; the same key gives the same customer when an answer was lost. */
  async createCustomer(tenantId: TenantId, facts: { email: string; name: string }): Promise<string> {
    const customer = await this.client.call((stripe) =>
      stripe.customers.create({ ...facts, metadata: { tenant_id: tenantId } }, { idempotencyKey: `${tenantId}:customer` }),
    );
    return customer.id;
  }

  async changeCustomerEmail(customerId: string, email: string): Promise<void> {
    await this.client.call((stripe) => stripe.customers.update(customerId, { email }));
  }

  /** Address of the hosted page that sells a plan. */
  async checkout(request: CheckoutRequest): Promise<string> {
    const price = (await this.catalogue.prices()).find((one) => one.lookup_key === monthlyLookupKey(request.plan));
    if (!price) throw new DomainError('billing.plan_not_found', { tier: request.plan });
    const metadata = { tenant_id: request.tenantId };
    const session = await this.client.call((stripe) =>
      stripe.checkout.sessions.create(
        {
          mode: 'subscription',
          customer: request.customerId,
          client_reference_id: request.tenantId,
          line_items: [{ price: price.id, quantity: 1 }],
          metadata,
          // chosen, not inherited from the account: credit is what was really debited (stripe.md D4)
          subscription_data: { metadata, billing_mode: { type: 'flexible' } },
          success_url: request.successUrl,
          cancel_url: request.cancelUrl,
        },
        { idempotencyKey: request.idempotencyKey },
      ),
    );
    if (session.url === null) throw new DomainError('billing.change_not_possible');
    return session.url;
  }

  /** Address of the customer portal; a bearer secret, made anew for every click. */
  async portal(customerId: string, returnUrl: string): Promise<string> {
    const session = await this.client.call((stripe) =>
      stripe.billingPortal.sessions.create({ customer: customerId, return_url: returnUrl }),
    );
    return session.url;
  }

  async cancelAtPeriodEnd(id: string, reason: { feedback: CancelFeedback; comment?: string | undefined }): Promise<void> {
    const details = { feedback: reason.feedback, ...(reason.comment !== undefined && { comment: reason.comment }) };
    await this.client.call((stripe) => stripe.subscriptions.update(id, { cancel_at_period_end: true, cancellation_details: details }));
  }

  async resume(id: string): Promise<void> {
    await this.client.call((stripe) => stripe.subscriptions.update(id, { cancel_at_period_end: false }));
  }
}
