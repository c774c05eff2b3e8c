import { Injectable } from '@nestjs/common';
import { OVERAGE_METER } from '@orbisvoice/shared-dto/values';
import { isOverage } from './price.mapper.js';
import { isMissing } from './stripe-missing.js';
import { StripeClient } from './stripe.client.js';

/** Units that were counted beyond a limit, in one piece. */
export interface MeterEvent {
  /** Stripe counts an identifier once. */
  readonly identifier: string;
  readonly customerId: string;
  readonly quantity: number;
  readonly at: Date;
}

/** Metered billing at Stripe: the item that sells conversations beyond the limit, and the meter they are reported to. */
@Injectable()
export class StripeOverageGateway {
  constructor(private readonly client: StripeClient) {}

  /** The metered item that is on a subscription already; null when there is none. */
  async itemOf(subscriptionId: string): Promise<string | null> {
    const { items } = await this.client.call((stripe) => stripe.subscriptions.retrieve(subscriptionId));
    return items.data.find(({ price }) => isOverage(price))?.id ?? null;
  }

  /** @returns the new item's id */
  async addItem(subscriptionId: string, priceId: string, idempotencyKey: string): Promise<string> {
    const item = await this.client.call((stripe) =>
      stripe.subscriptionItems.create({ subscription: subscriptionId, price: priceId, proration_behavior: 'none' }, { idempotencyKey }),
    );
    return item.id;
  }

  /** An item that is gone already is gone. */
  async removeItem(itemId: string, idempotencyKey: string): Promise<void> {
    try {
      await this.client.call((stripe) => stripe.subscriptionItems.del(itemId, { proration_behavior: 'none' }, { idempotencyKey }));
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }

  /** Reports units; the same identifier again changes nothing. */
  async report({ identifier, customerId, quantity, at }: MeterEvent): Promise<void> {
    await this.client.call((stripe) =>
      stripe.billing.meterEvents.create(
        {
          event_name: OVERAGE_METER,
          identifier,
          timestamp: Math.floor(at.getTime() / 1_000),
          payload: { stripe_customer_id: customerId, value: String(quantity) },
        },
        { idempotencyKey: identifier },
      ),
    );
  }
}
