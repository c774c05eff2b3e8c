import { Injectable } from '@nestjs/common';
import type { ChangeOverage, Subscription } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { SubscriptionRecord } from '../domain/subscription-record.js';
import { AllTenantsPlanRepository } from '../persistence/all-tenants-plan.repository.js';
import { BillingOverview } from './billing-overview.service.js';
import { OverageDecision } from './overage-decision.service.js';
import { OverageItems } from './overage-items.service.js';
import { SubscriptionService } from './subscription.service.js';

/** Overage is sold where money is taken: not in a trial, not on a subscription that is unpaid or paused. */
const SELLING = ['active', 'past_due'];

/** Selling conversations beyond the limit: switched on and off, and how much it may cost. */
@Injectable()
export class OverageService {
  constructor(
    private readonly plans: AllTenantsPlanRepository,
    private readonly subscriptions: SubscriptionService,
    private readonly items: OverageItems,
    private readonly decision: OverageDecision,
    private readonly overview: BillingOverview,
  ) {}

  /**
   * On: Stripe first, so that nothing is admitted that could not be billed. Off: admission first, then Stripe.
   * @throws DomainError `billing.overage_not_available` on a plan that does not sell it or without a running paid subscription
   */
  async change(actor: Actor, change: ChangeOverage): Promise<Subscription> {
    const live = await this.sellingOf(actor.tenantId);
    if (change.isEnabled) {
      if (!live || !(await this.sells(live))) throw new DomainError('billing.overage_not_available');
      await this.items.add(actor, live);
    }
    await this.decision.put(actor, change);
    if (!change.isEnabled && live && (await this.decision.isNothingToBill(actor.tenantId, live))) await this.items.remove(actor, live);
    return this.overview.subscription(actor.tenantId);
  }

  private async sellingOf(tenantId: TenantId): Promise<SubscriptionRecord | undefined> {
    return (await this.subscriptions.all(tenantId)).find((record) => SELLING.includes(record.status));
  }

  private async sells({ planCode }: SubscriptionRecord): Promise<boolean> {
    return (await this.plans.byCode(planCode)).overageUnitMicros !== null;
  }
}
