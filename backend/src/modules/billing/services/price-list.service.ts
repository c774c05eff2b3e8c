import { Injectable } from '@nestjs/common';
import type { TierList } from '@orbisvoice/shared-dto';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Config } from '../../../platform/config/config.js';
import { TenantService } from '../../tenants/index.js';
import { trialDaysFor } from '../domain/trial.js';
import { AllTenantsPlanRepository } from '../persistence/all-tenants-plan.repository.js';
import { SubscriptionService } from './subscription.service.js';

/** What is sold, as one tenant is offered it. */
@Injectable()
export class PriceList {
  constructor(
    private readonly plans: AllTenantsPlanRepository,
    private readonly tenants: TenantService,
    private readonly subscriptions: SubscriptionService,
    private readonly config: Config,
  ) {}

  /** Cheapest first, with the tenant's own plan marked. */
  async of(tenantId: TenantId): Promise<TierList> {
    const { isYearlySold, trialDays } = this.config.billing;
    const [plans, tenant, records] = await Promise.all([this.plans.all(), this.tenants.get(tenantId), this.subscriptions.all(tenantId)]);
    return {
      items: plans.map((plan) => ({
        ...plan,
        features: [...plan.features],
        priceYearly: isYearlySold ? plan.priceYearly : null,
        trialDays: plan.priceMonthly > 0 ? trialDaysFor(records, trialDays) : 0,
        isCurrent: plan.code === tenant.subscriptionTier,
      })),
    };
  }
}
