import { Injectable } from '@nestjs/common';
import type { BillingInterval } from '@orbisvoice/shared-dto/values';
import type Stripe from 'stripe';
import { StripeClient } from './stripe.client.js';
import { idOf } from './stripe-values.js';

/** A smaller plan that follows at the end of the paid period. */
export interface StripeDowngrade {
  readonly subscriptionId: string;
  readonly planPriceId: string;
  /** The metered price that goes with it; null when nothing beyond the limit is sold then. */
  readonly overagePriceId: string | null;
  readonly interval: BillingInterval;
}

type PhaseParams = Stripe.SubscriptionScheduleUpdateParams.Phase;

/** Changes that wait at Stripe for the end of a period. */
@Injectable()
export class StripeScheduleGateway {
  constructor(private readonly client: StripeClient) {}

  /** Lets the subscription go on as it is until its period ends, and then with the other prices; without credit. */
  async downgrade({ subscriptionId, planPriceId, overagePriceId, interval }: StripeDowngrade, idempotencyKey: string): Promise<void> {
    const schedule = await this.client.call((stripe) =>
      stripe.subscriptionSchedules.create({ from_subscription: subscriptionId }, { idempotencyKey: `${idempotencyKey}:create` }),
    );
    const [running] = schedule.phases;
    if (!running) throw new Error(`schedule ${schedule.id} has no phase`);
    const next: PhaseParams = {
      ...discountsOf(running),
      items: [{ price: planPriceId, quantity: 1 }, ...(overagePriceId === null ? [] : [{ price: overagePriceId }])],
      duration: { interval, interval_count: 1 },
      proration_behavior: 'none',
    };
    await this.client.call((stripe) =>
      stripe.subscriptionSchedules.update(
        schedule.id,
        { end_behavior: 'release', proration_behavior: 'none', phases: [asItIs(running), next] },
        { idempotencyKey: `${idempotencyKey}:phases` },
      ),
    );
  }

  /** Lets the subscription go on without its schedule; one that has let go already has let go. */
  async release(scheduleId: string, idempotencyKey: string): Promise<void> {
    const { status } = await this.client.call((stripe) => stripe.subscriptionSchedules.retrieve(scheduleId));
    if (status !== 'active' && status !== 'not_started') return;
    await this.client.call((stripe) => stripe.subscriptionSchedules.release(scheduleId, {}, { idempotencyKey }));
  }
}

/** The running phase, said again: Stripe replaces the whole list, and what is left out is gone. A metered item has no quantity. */
function asItIs(phase: Stripe.SubscriptionSchedule.Phase): PhaseParams {
  const { items, start_date, end_date, trial_end: trialEnd } = phase;
  return {
    ...discountsOf(phase),
    items: items.map(({ price, quantity }) => ({ price: idOf(price) ?? '', ...(quantity !== undefined && { quantity }) })),
    start_date,
    end_date,
    ...(trialEnd !== null && { trial_end: trialEnd }),
  };
}

/** The discounts of the subscription, to go on in a phase as they are: neither used up anew nor prolonged. */
const discountsOf = ({ discounts }: Stripe.SubscriptionSchedule.Phase): Pick<PhaseParams, 'discounts'> => {
  const ids = discounts.flatMap(({ discount }) => idOf(discount) ?? []);
  return ids.length === 0 ? {} : { discounts: ids.map((discount) => ({ discount })) };
};
