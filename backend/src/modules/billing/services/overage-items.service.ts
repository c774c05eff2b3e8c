import { Injectable } from '@nestjs/common';
import type { AuditActor } from '../../audit/index.js';
import type { SubscriptionRecord } from '../domain/subscription-record.js';
import { StripeOverageGateway } from '../stripe/stripe-overage.gateway.js';
import { BillingSync } from './billing-sync.service.js';
import { StripeOperations } from './stripe-operations.service.js';

const INTENT = 'overage';

/** The metered item on a subscription at Stripe: there before anything is sold beyond the limit, gone when nothing is left to bill. */
@Injectable()
export class OverageItems {
  constructor(
    private readonly operations: StripeOperations,
    private readonly stripe: StripeOverageGateway,
    private readonly billing: BillingSync,
  ) {}

  /** @param version changes with every decision, so that adding once more later is another write */
  async add(actor: AuditActor, live: SubscriptionRecord, version: string): Promise<void> {
    if (live.stripeOverageItemId !== null) return;
    const priceId = await this.stripe.priceOf(live.planCode, live.interval);
    await this.operations.run(actor.tenantId, {
      intent: INTENT,
      group: `${live.stripeSubscriptionId}:add:${version}`,
      request: { subscription: live.stripeSubscriptionId, price: priceId },
      call: async (key) => ({ itemId: await this.stripe.addItem(live.stripeSubscriptionId, priceId, key) }),
    });
    await this.refresh(actor, live);
  }

  async remove(actor: AuditActor, live: SubscriptionRecord): Promise<void> {
    const itemId = live.stripeOverageItemId;
    if (itemId === null) return;
    await this.operations.run(actor.tenantId, {
      intent: INTENT,
      group: `${itemId}:remove`,
      request: { item: itemId },
      call: async (key) => {
        await this.stripe.removeItem(itemId, key);
        return { itemId: null };
      },
    });
    await this.refresh(actor, live);
  }

  private refresh(actor: AuditActor, live: SubscriptionRecord): Promise<void> {
    const target = { subscriptionId: live.stripeSubscriptionId, invoiceId: null };
    return this.billing.sync(actor.tenantId, target, { actor, eventId: null });
  }
}
