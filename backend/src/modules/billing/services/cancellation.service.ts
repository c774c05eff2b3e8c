import { Injectable } from '@nestjs/common';
import type { CancelSubscription, Subscription } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { SubscriptionRecord } from '../domain/subscription-record.js';
import { BillingRefresh } from './billing-refresh.service.js';
import { ChangeTermsReader } from './change-terms.service.js';
import { SubscriptionWrites } from './subscription-writes.service.js';

/** Leaving at the end of the paid period, and staying after all. */
@Injectable()
export class CancellationService {
  constructor(
    private readonly terms: ChangeTermsReader,
    private readonly writes: SubscriptionWrites,
    private readonly refresh: BillingRefresh,
  ) {}

  /** Schedules the end; the plan stays until then. A downgrade that was set for the same moment is dropped. */
  async cancel(actor: Actor, reason: CancelSubscription): Promise<Subscription> {
    const live = await this.liveOf(actor);
    await this.writes.cancel(actor.tenantId, live, reason);
    return this.refreshed(actor, live);
  }

  /** Takes back what is set for the end of the paid period: the end of the subscription or a smaller plan. */
  async resume(actor: Actor): Promise<Subscription> {
    const live = await this.liveOf(actor);
    if (!live.cancelAtPeriodEnd && live.scheduledPlanCode === null) throw new DomainError('billing.change_not_possible');
    await this.writes.resume(actor.tenantId, live);
    return this.refreshed(actor, live);
  }

  private async liveOf(actor: Actor): Promise<SubscriptionRecord> {
    const live = await this.terms.live(actor.tenantId);
    if (!live) throw new DomainError('billing.no_subscription');
    return live;
  }

  private refreshed(actor: Actor, live: SubscriptionRecord): Promise<Subscription> {
    return this.refresh.after(actor, { subscriptionId: live.stripeSubscriptionId, invoiceId: null });
  }
}
