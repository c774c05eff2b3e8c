import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { AuditActor } from '../../audit/index.js';
import { scheduledEnd } from '../domain/subscription-access.js';
import type { SubscriptionRecord } from '../domain/subscription-record.js';
import { SubscriptionExpiring } from '../events/subscription-expiring.event.js';
import { SubscriptionTrialEnding } from '../events/subscription-trial-ending.event.js';
import { AllTenantsPlanRepository } from '../persistence/all-tenants-plan.repository.js';
import { BillingNoticeRepository } from '../persistence/billing-notice.repository.js';
import { SubscriptionRepository } from '../persistence/subscription.repository.js';
import { BillingNews, planNameOf } from './billing-news.service.js';

/** News that no change of state brings, but the clock: each goes out once. */
@Injectable()
export class BillingNotices {
  constructor(
    private readonly subscriptions: SubscriptionRepository,
    private readonly notices: BillingNoticeRepository,
    private readonly plans: AllTenantsPlanRepository,
    private readonly news: BillingNews,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Tells that a subscription will end as was asked for; nothing when it was resumed meanwhile. */
  async expiring(tenantId: TenantId, stripeSubscriptionId: string, actor: AuditActor): Promise<void> {
    const plans = await this.plans.all();
    await this.unitOfWork.run(tenantId, async () => {
      const record = await this.subscriptions.byStripeId(tenantId, stripeSubscriptionId);
      const endsAt = record && scheduledEnd(record);
      if (!record || !endsAt || !(await this.claim(tenantId, 'subscription.expiring', { record, date: endsAt }))) return;
      const event = new SubscriptionExpiring({ ...planOf(record, planNameOf(plans, record.planCode)), endsAt: endsAt.toISOString() });
      await this.news.tell({ tenantId, actor }, auditOf('subscription.expiring', record, endsAt), event);
    });
  }

  /** Tells that a trial is about to end; nothing when it has ended. */
  async trialEnding(tenantId: TenantId, stripeSubscriptionId: string, actor: AuditActor): Promise<void> {
    const plans = await this.plans.all();
    await this.unitOfWork.run(tenantId, async () => {
      const record = await this.subscriptions.byStripeId(tenantId, stripeSubscriptionId);
      const trialEnd = record?.status === 'trialing' ? record.trialEnd : null;
      if (!record || !trialEnd || !(await this.claim(tenantId, 'subscription.trial_ending', { record, date: trialEnd }))) return;
      const event = new SubscriptionTrialEnding({
        ...planOf(record, planNameOf(plans, record.planCode)),
        trialEndsAt: trialEnd.toISOString(),
        amount: record.price,
        currency: record.currency,
      });
      await this.news.tell({ tenantId, actor }, auditOf('subscription.trial_ending', record, trialEnd), event);
    });
  }

  private claim(
    tenantId: TenantId,
    kind: 'subscription.expiring' | 'subscription.trial_ending',
    { record, date }: { record: SubscriptionRecord; date: Date },
  ): Promise<boolean> {
    const subject = `${record.stripeSubscriptionId}/${date.toISOString()}`;
    return this.notices.claim(tenantId, { kind, subject, at: this.clock.now() });
  }
}

const planOf = (record: SubscriptionRecord, planName: string) => ({
  subscriptionId: record.stripeSubscriptionId,
  tier: record.planCode,
  planName,
});

const auditOf = (action: 'subscription.expiring' | 'subscription.trial_ending', record: SubscriptionRecord, date: Date) => ({
  action,
  targetType: 'subscription' as const,
  targetId: record.stripeSubscriptionId,
  changes: { endsAt: { before: null, after: date.toISOString() } },
});
