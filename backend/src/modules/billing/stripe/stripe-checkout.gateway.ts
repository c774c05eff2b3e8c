import { Injectable } from '@nestjs/common';
import Stripe from 'stripe';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { StripeClient } from './stripe.client.js';

/** What a Checkout session is made of. */
export interface CheckoutRequest {
  readonly tenantId: TenantId;
  readonly customerId: string;
  readonly priceId: string;
  /** Days before the first payment; 0 for none. */
  readonly trialDays: number;
  readonly takesPromotionCodes: boolean;
  readonly hasAutomaticTax: boolean;
  readonly successUrl: string;
  readonly cancelUrl: string;
}

/** The hosted page that sells a first plan. */
@Injectable()
export class StripeCheckoutGateway {
  constructor(private readonly client: StripeClient) {}

  /** A new page. */
  async open(request: CheckoutRequest, idempotencyKey: string): Promise<{ sessionId: string; url: string }> {
    const session = await this.client.call((stripe) => stripe.checkout.sessions.create(checkoutParams(request), { idempotencyKey }));
    if (session.url === null) throw new DomainError('billing.change_not_possible');
    return { sessionId: session.id, url: session.url };
  }

  /** Whether a page can still be paid. */
  async isOpen(sessionId: string): Promise<boolean> {
    return (await this.client.call((stripe) => stripe.checkout.sessions.retrieve(sessionId))).status === 'open';
  }

  /**
   * Closes every other page that could still be paid, so that two of them never end in two subscriptions.
   * @throws DomainError `billing.change_pending` when one of them was paid meanwhile; this one is closed then
   */
  async closeOthers(customerId: string, sessionId: string): Promise<void> {
    const open = await this.client.call((stripe) => stripe.checkout.sessions.list({ customer: customerId, status: 'open', limit: 100 }));
    for (const { id } of open.data.filter((one) => one.id !== sessionId)) {
      if ((await this.close(id)) !== 'complete') continue;
      await this.close(sessionId);
      throw new DomainError('billing.change_pending');
    }
  }

  /** @returns what the page is then: paid or closed already, it cannot be closed */
  private async close(sessionId: string): Promise<Stripe.Checkout.Session.Status | null> {
    try {
      return (await this.client.call((stripe) => stripe.checkout.sessions.expire(sessionId))).status;
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
      return (await this.client.call((stripe) => stripe.checkout.sessions.retrieve(sessionId))).status;
    }
  }
}

function checkoutParams(request: CheckoutRequest): Stripe.Checkout.SessionCreateParams {
  const metadata = { tenant_id: request.tenantId };
  return {
    mode: 'subscription',
    customer: request.customerId,
    client_reference_id: request.tenantId,
    line_items: [{ price: request.priceId, quantity: 1 }],
    metadata,
    subscription_data: {
      metadata,
      // chosen, not inherited from the account: credit is what was really debited (stripe.md D4)
      billing_mode: { type: 'flexible' },
      ...(request.trialDays > 0 && { trial_period_days: request.trialDays }),
    },
    success_url: request.successUrl,
    cancel_url: request.cancelUrl,
    ...(request.takesPromotionCodes && { allow_promotion_codes: true }),
    ...(request.hasAutomaticTax && {
      automatic_tax: { enabled: true },
      // what Checkout asks for is kept with the customer: renewals and changes are taxed by it
      customer_update: { address: 'auto', name: 'auto' },
      tax_id_collection: { enabled: true },
    }),
  };
}
