import { Injectable } from '@nestjs/common';
import type { CancelSubscription, Subscription } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { isLive, type SubscriptionRecord } from '../domain/subscription-record.js';
import { StripeGateway } from '../stripe/stripe.gateway.js';
import { BillingOverview } from './billing-overview.service.js';
import { BillingSync } from './billing-sync.service.js';
import { SubscriptionService } from './subscription.service.js';

/** Leaving at the end of the paid period, and staying after all. */
@Injectable()
export class CancellationService {
  constructor(
    private readonly stripe: StripeGateway,
    private readonly subscriptions: SubscriptionService,
    private readonly billing: BillingSync,
    private readonly overview: BillingOverview,
  ) {}

  /** Schedules the end; the plan stays until then. */
  async cancel(actor: Actor, { reason, comment }: CancelSubscription): Promise<Subscription> {
    const live = await this.liveOf(actor);
    await this.stripe.cancelAtPeriodEnd(live.stripeSubscriptionId, { feedback: reason, comment });
    return this.refreshed(actor, live);
  }

  /** Takes a scheduled end back. */
  async resume(actor: Actor): Promise<Subscription> {
    const live = await this.liveOf(actor);
    if (!live.cancelAtPeriodEnd) throw new DomainError('billing.change_not_possible');
    await this.stripe.resume(live.stripeSubscriptionId);
    return this.refreshed(actor, live);
  }

  private async liveOf(actor: Actor): Promise<SubscriptionRecord> {
    const live = (await this.subscriptions.all(actor.tenantId)).find(isLive);
    if (!live) throw new DomainError('billing.no_subscription');
    return live;
  }

  /** The webhook will tell the same; looking at once lets the answer show it, and the audit log name who did it. */
  private async refreshed(actor: Actor, live: SubscriptionRecord): Promise<Subscription> {
    const target = { subscriptionId: live.stripeSubscriptionId, invoiceId: null };
    await this.billing.sync(actor.tenantId, target, { actor, eventId: null });
    return this.overview.subscription(actor.tenantId);
  }
}
