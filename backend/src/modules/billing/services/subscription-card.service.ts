import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { StripeProfileGateway } from '../stripe/stripe-profile.gateway.js';
import { CustomerMirror } from './customer-mirror.service.js';
import { StripeOperations } from './stripe-operations.service.js';

/**
 * A card chosen in Stripe's portal becomes the customer's default, but a subscription that names one of its own goes on charging that: it is
 * moved, or the customer would mend a card that nobody charges (stripe.md D5).
 */
@Injectable()
export class SubscriptionCard {
  constructor(
    private readonly customers: CustomerMirror,
    private readonly stripe: StripeProfileGateway,
    private readonly operations: StripeOperations,
  ) {}

  /** @param occasion what tells of the choice; the same occasion moves the card once */
  async followCustomer(tenantId: TenantId, occasion: string): Promise<void> {
    const payer = await this.customers.payerOf(tenantId);
    if (!payer?.subscriptionId) return;
    const { customerId, subscriptionId } = payer;
    const { customers: card, own } = await this.stripe.cards({ customerId, subscriptionId });
    if (card === null || own === null || card === own) return;
    await this.operations.run(tenantId, {
      intent: 'card',
      group: `${subscriptionId}:${card}:${occasion}`,
      request: { subscriptionId, card },
      call: async (key) => {
        await this.stripe.changeSubscriptionCard(subscriptionId, card, key);
        return { card };
      },
    });
  }
}
