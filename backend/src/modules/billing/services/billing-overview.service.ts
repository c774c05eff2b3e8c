import { Injectable } from '@nestjs/common';
import type { Subscription, TierList } from '@orbisvoice/shared-dto';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { TenantService } from '../../tenants/index.js';
import { toOverage } from '../domain/overage.js';
import { graceEndsAt } from '../domain/subscription-access.js';
import { isLive, type SubscriptionRecord } from '../domain/subscription-record.js';
import { AllTenantsPlanRepository } from '../persistence/all-tenants-plan.repository.js';
import { BillingStandingReader } from './billing-standing.service.js';
import { SubscriptionService } from './subscription.service.js';
import { Usage } from './usage.service.js';

/** What a tenant sees of its plan and its usage. */
@Injectable()
export class BillingOverview {
  constructor(
    private readonly tenants: TenantService,
    private readonly plans: AllTenantsPlanRepository,
    private readonly subscriptions: SubscriptionService,
    private readonly standing: BillingStandingReader,
    private readonly usage: Usage,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** The price list, with the tenant's own plan marked. */
  async tiers(tenantId: TenantId): Promise<TierList> {
    const [plans, tenant] = await Promise.all([this.plans.all(), this.tenants.get(tenantId)]);
    return {
      items: plans.map((plan) => ({
        ...plan,
        features: [...plan.features],
        trialDays: 0,
        isCurrent: plan.code === tenant.subscriptionTier,
      })),
    };
  }

  /** The plan in force and what is known of its subscription. */
  async subscription(tenantId: TenantId): Promise<Subscription> {
    const { tenant, live, standing, usage, overage } = await this.unitOfWork.snapshot(tenantId, async () => {
      const live = (await this.subscriptions.all(tenantId)).find(isLive);
      return {
        tenant: await this.tenants.get(tenantId),
        live,
        standing: await this.standing.of(tenantId, live),
        usage: await this.usage.summary(tenantId),
        overage: await this.usage.overage(tenantId),
      };
    });
    const plan = await this.plans.byCode(tenant.subscriptionTier);
    const isPaid = live && tenant.subscriptionTier !== 'free';
    return {
      tier: tenant.subscriptionTier,
      status: tenant.subscriptionStatus,
      interval: isPaid ? live.interval : null,
      price: isPaid ? live.price : plan.priceMonthly,
      priceMonthly: isPaid ? monthly(live) : plan.priceMonthly,
      currency: isPaid ? live.currency : plan.currency,
      currentPeriodStart: live?.currentPeriodStart.toISOString() ?? null,
      currentPeriodEnd: live?.currentPeriodEnd.toISOString() ?? null,
      trialEndsAt: live?.status === 'trialing' ? (live.trialEnd?.toISOString() ?? null) : null,
      cancelAtPeriodEnd: live?.cancelAtPeriodEnd ?? false,
      scheduledChange: scheduledOf(live),
      pendingChange: null,
      graceEndsAt: live?.pastDueSince ? graceEndsAt(live.pastDueSince).toISOString() : null,
      ...standing,
      discount: live?.discount ?? null,
      billingEmail: tenant.billingEmail,
      overage: toOverage(plan, overage),
      usage,
    };
  }
}

const monthly = ({ price, interval }: SubscriptionRecord): number => (interval === 'year' ? Math.round(price / 12) : price);

function scheduledOf(live: SubscriptionRecord | undefined): Subscription['scheduledChange'] {
  if (!live?.scheduledPlanCode || !live.scheduledInterval || !live.scheduledAt) return null;
  return {
    tier: live.scheduledPlanCode,
    interval: live.scheduledInterval,
    price: live.scheduledPrice ?? 0,
    effectiveAt: live.scheduledAt.toISOString(),
  };
}
