import { Injectable } from '@nestjs/common';
import Stripe from 'stripe';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { invalidField } from '../../../platform/errors/domain-error.js';
import { isLive } from '../domain/subscription-record.js';
import { planOfPrice } from './price.mapper.js';
import { StripeClient } from './stripe.client.js';

export type StripeSubscription = Stripe.Subscription;
export type StripeInvoice = Stripe.Invoice;
export type StripePrice = Stripe.Price;
export type StripeEvent = Stripe.Event;
export type CancelFeedback = NonNullable<Stripe.SubscriptionUpdateParams.CancellationDetails['feedback']>;

/** What our record of a subscription is made of besides the subscription itself. */
const SUBSCRIPTION_PARTS = ['discounts.source.coupon', 'schedule.phases.items.price'];

/** A tenant's customer, subscriptions and invoices at Stripe. */
@Injectable()
export class StripeGateway {
  constructor(private readonly client: StripeClient) {}

  subscription(id: string): Promise<StripeSubscription> {
    return this.client.call((stripe) => stripe.subscriptions.retrieve(id, { expand: SUBSCRIPTION_PARTS }));
  }

  /** The subscription of a customer that began last, runs and sells one of our plans; null when there is none. */
  async newestLive(customerId: string): Promise<StripeSubscription | null> {
    const { data } = await this.client.call((stripe) => stripe.subscriptions.list({ customer: customerId, limit: 100 }));
    const ours = data.filter((one) => isLive(one) && one.items.data.some(({ price }) => planOfPrice(price) !== null));
    const [newest] = [...ours].sort((a, b) => b.created - a.created || b.id.localeCompare(a.id));
    return newest ? this.subscription(newest.id) : null;
  }

  /** @returns the id of the new customer */
  async createCustomer(tenantId: TenantId, idempotencyKey: string): Promise<string> {
    const metadata = { tenant_id: tenantId };
    return (await this.client.call((stripe) => stripe.customers.create({ metadata }, { idempotencyKey }))).id;
  }

  /** @throws DomainError `request.invalid` at `email` for an address that Stripe does not take */
  async changeCustomer(customerId: string, facts: { readonly email?: string; readonly name?: string }): Promise<void> {
    try {
      await this.client.call((stripe) => stripe.customers.update(customerId, facts));
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'email_invalid')) throw error;
      throw invalidField('email', 'email', 'is not taken by Stripe');
    }
  }

  /** A customer, with the one currency it is billed in, null before the first bill; null for one that was deleted. */
  async customer(id: string): Promise<{ readonly currency: string | null; readonly email: string | null } | null> {
    const customer = await this.client.call((stripe) => stripe.customers.retrieve(id));
    return customer.deleted ? null : { currency: customer.currency ?? null, email: customer.email };
  }

  async cancelAtPeriodEnd(
    id: string,
    reason: { feedback: CancelFeedback; comment?: string | undefined },
    idempotencyKey: string,
  ): Promise<void> {
    const details = { feedback: reason.feedback, ...(reason.comment !== undefined && { comment: reason.comment }) };
    await this.client.call((stripe) =>
      stripe.subscriptions.update(id, { cancel_at_period_end: true, cancellation_details: details }, { idempotencyKey }),
    );
  }

  async resume(id: string, idempotencyKey: string): Promise<void> {
    await this.client.call((stripe) => stripe.subscriptions.update(id, { cancel_at_period_end: false }, { idempotencyKey }));
  }
}
