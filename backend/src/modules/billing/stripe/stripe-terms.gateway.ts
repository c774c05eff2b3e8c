import { Injectable } from '@nestjs/common';
import { StripeClient } from './stripe.client.js';
import { secondsOf } from './stripe-values.js';

/** Terms that staff give: days of trial, months without a charge. Neither is charged or credited for by itself. */
@Injectable()
export class StripeTermsGateway {
  constructor(private readonly client: StripeClient) {}

  async extendTrial(subscriptionId: string, trialEnd: Date, idempotencyKey: string): Promise<void> {
    await this.client.call((stripe) =>
      stripe.subscriptions.update(subscriptionId, { trial_end: secondsOf(trialEnd), proration_behavior: 'none' }, { idempotencyKey }),
    );
  }

  /** All of the price taken off, in place of any other discount. Each has a coupon of its own, so that ending one ends no other. */
  async comp(subscriptionId: string, months: number | null, idempotencyKey: string): Promise<void> {
    const duration = months === null ? { duration: 'forever' as const } : { duration: 'repeating' as const, duration_in_months: months };
    const coupon = await this.client.call((stripe) =>
      stripe.coupons.create(
        { name: 'Complimentary', percent_off: 100, max_redemptions: 1, ...duration },
        { idempotencyKey: `${idempotencyKey}:coupon` },
      ),
    );
    await this.client.call((stripe) =>
      stripe.subscriptions.update(
        subscriptionId,
        { discounts: [{ coupon: coupon.id }], proration_behavior: 'none' },
        { idempotencyKey: `${idempotencyKey}:discount` },
      ),
    );
  }

  async endComp(subscriptionId: string, idempotencyKey: string): Promise<void> {
    await this.client.call((stripe) =>
      stripe.subscriptions.update(subscriptionId, { discounts: '', proration_behavior: 'none' }, { idempotencyKey }),
    );
  }
}
