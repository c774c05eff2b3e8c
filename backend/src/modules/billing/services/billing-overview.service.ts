import { Injectable } from '@nestjs/common';
import type { Subscription } from '@orbisvoice/shared-dto';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { TenantService } from '../../tenants/index.js';
import { toOverage } from '../domain/overage.js';
import type { SubscriptionRecord } from '../domain/subscription-record.js';
import { AllTenantsPlanRepository } from '../persistence/all-tenants-plan.repository.js';
import { BillingStandingReader } from './billing-standing.service.js';
import { CurrentPlanReader } from './current-plan.service.js';
import { toEffectiveLimits } from './limits.service.js';
import { Usage } from './usage.service.js';

/** What a tenant sees of its plan and its usage. */
@Injectable()
export class BillingOverview {
  constructor(
    private readonly tenants: TenantService,
    private readonly plans: AllTenantsPlanRepository,
    private readonly current: CurrentPlanReader,
    private readonly standing: BillingStandingReader,
    private readonly usage: Usage,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** The plan in force and what is known of its subscription. */
  async subscription(tenantId: TenantId): Promise<Subscription> {
    const { tenant, current, standing, usage, overage, limitOn } = await this.unitOfWork.snapshot(tenantId, async () => {
      const current = await this.current.of(tenantId);
      return {
        tenant: await this.tenants.get(tenantId),
        current,
        standing: await this.standing.of(tenantId, current.live ?? undefined),
        usage: await this.usage.summary(tenantId),
        overage: await this.usage.overage(tenantId),
        limitOn: await this.usage.limitRule(tenantId),
      };
    });
    const plan = await this.plans.byCode(tenant.subscriptionTier);
    const { live, shown } = current;
    const isPaid = live && tenant.subscriptionTier !== 'free';
    return {
      tier: tenant.subscriptionTier,
      status: tenant.subscriptionStatus,
      interval: isPaid ? live.interval : null,
      price: isPaid ? live.price : plan.priceMonthly,
      priceMonthly: isPaid ? monthly(live) : plan.priceMonthly,
      currency: isPaid ? live.currency : plan.currency,
      ...shown,
      ...standing,
      billingEmail: tenant.billingEmail,
      overage: toOverage(plan, overage),
      usage,
      limits: toEffectiveLimits(limitOn(plan.conversationLimit)),
    };
  }
}

const monthly = ({ price, interval }: SubscriptionRecord): number => (interval === 'year' ? Math.round(price / 12) : price);
