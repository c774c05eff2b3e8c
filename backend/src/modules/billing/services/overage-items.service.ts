import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { AuditActor } from '../../audit/index.js';
import type { SubscriptionRecord } from '../domain/subscription-record.js';
import { BillingRevisionRepository } from '../persistence/billing-revision.repository.js';
import { StripeCatalogueGateway } from '../stripe/stripe-catalogue.gateway.js';
import { StripeOverageGateway } from '../stripe/stripe-overage.gateway.js';
import { orRefusal } from '../stripe/stripe-refusal.js';
import { BillingSync } from './billing-sync.service.js';
import { StripeOperations } from './stripe-operations.service.js';

const INTENT = 'overage';

/** The metered item on a subscription at Stripe: there before anything is sold beyond the limit, gone when nothing is left to bill. */
@Injectable()
export class OverageItems {
  constructor(
    private readonly operations: StripeOperations,
    private readonly stripe: StripeOverageGateway,
    private readonly catalogue: StripeCatalogueGateway,
    private readonly revisions: BillingRevisionRepository,
    private readonly billing: BillingSync,
  ) {}

  /** Adding once more later, from another state of the billing, is another write; what is on the subscription already is not added again. */
  async add(actor: AuditActor, live: SubscriptionRecord): Promise<void> {
    if (live.stripeOverageItemId !== null) return;
    const subscriptionId = live.stripeSubscriptionId;
    const priceId = await this.priceOf(live);
    const revision = await this.revisions.current(actor.tenantId);
    await this.operations.run(actor.tenantId, {
      intent: INTENT,
      group: `${subscriptionId}:add:${revision}`,
      request: { subscription: subscriptionId, price: priceId },
      // a lost answer may have left one behind under the key of another state
      call: async (key) => ({
        itemId: (await this.stripe.itemOf(subscriptionId)) ?? (await orRefusal(() => this.stripe.addItem(subscriptionId, priceId, key))),
      }),
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

  private async priceOf({ planCode, interval }: SubscriptionRecord): Promise<string> {
    const price = await this.catalogue.overagePriceOf(planCode, interval);
    if (!price) throw new DomainError('billing.overage_not_available');
    return price.id;
  }

  private refresh(actor: AuditActor, live: SubscriptionRecord): Promise<void> {
    const target = { subscriptionId: live.stripeSubscriptionId, invoiceId: null };
    return this.billing.sync(actor.tenantId, target, { actor, eventId: null });
  }
}
