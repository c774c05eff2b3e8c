import { Injectable } from '@nestjs/common';
import type { AdjustmentResult, AdjustSubscription, SubscriptionAdjustment } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { AuditLog, type AuditChanges } from '../../audit/index.js';
import { isComplimentary, type PlainAdjustment } from '../domain/subscription-adjustment.js';
import { scheduledEnd } from '../domain/subscription-access.js';
import type { SubscriptionRecord } from '../domain/subscription-record.js';
import { AdjustmentPreviews, versionOf } from './adjustment-preview.service.js';
import type { BillingTarget } from './billing-snapshot.js';
import { BillingSync } from './billing-sync.service.js';
import { PlanChanges } from './plan-change.service.js';
import { SubscriptionWrites } from './subscription-writes.service.js';
import { SubscriptionService } from './subscription.service.js';

type Made = Pick<AdjustmentResult, 'outcome'> & { readonly target: BillingTarget };

/** Staff adjust a tenant's subscription: at Stripe, by the way customers' changes go, then our copy and the audit entry in one commit. */
@Injectable()
export class SubscriptionAdjustments {
  constructor(
    private readonly previews: AdjustmentPreviews,
    private readonly changes: PlanChanges,
    private readonly writes: SubscriptionWrites,
    private readonly billing: BillingSync,
    private readonly subscriptions: SubscriptionService,
    private readonly audit: AuditLog,
  ) {}

  /**
   * @throws DomainError `billing.preview_stale` when the subscription is not what was looked at, or a change of plan would cost something
   *   else; `billing.preview_required` for one without a token; else see `AdjustmentPreviews.live`
   */
  async adjust(actor: Actor, tenantId: TenantId, order: AdjustSubscription): Promise<AdjustmentResult['outcome']> {
    const before = await this.previews.live(tenantId, order.adjustment);
    if (versionOf(before) !== order.version) throw new DomainError('billing.preview_stale');
    const { outcome, target } = await this.make(tenantId, before, order);
    await this.billing.sync(tenantId, target, {
      actor,
      eventId: null,
      finish: () => this.tell(actor, tenantId, { before, order, outcome }),
    });
    return outcome;
  }

  private async make(
    tenantId: TenantId,
    live: SubscriptionRecord,
    { adjustment, previewToken, reason }: AdjustSubscription,
  ): Promise<Made> {
    if (adjustment.action === 'change_plan') {
      if (previewToken === undefined) throw new DomainError('billing.preview_required');
      const { outcome, target } = await this.changes.makeFor(tenantId, adjustment, previewToken);
      if (outcome === 'checkout') throw new Error('a running subscription is not bought anew');
      return { outcome, target };
    }
    await this.write(tenantId, live, { adjustment, reason });
    return { outcome: 'changed', target: { subscriptionId: live.stripeSubscriptionId, invoiceId: null } };
  }

  private write(
    tenantId: TenantId,
    live: SubscriptionRecord,
    { adjustment, reason }: { readonly adjustment: PlainAdjustment; readonly reason: string },
  ): Promise<void> {
    switch (adjustment.action) {
      case 'extend_trial':
        return this.writes.extendTrial(tenantId, live, new Date(adjustment.trialEndsAt));
      case 'cancel':
        return this.writes.cancel(tenantId, live, { reason: 'other', comment: `By staff: ${reason}` });
      case 'resume':
        return this.writes.resume(tenantId, live);
      case 'comp':
        return this.writes.comp(tenantId, live, adjustment.months);
      case 'end_comp':
        return this.writes.endComp(tenantId, live);
    }
  }

  private async tell(
    actor: Actor,
    tenantId: TenantId,
    { before, order, outcome }: { before: SubscriptionRecord; order: AdjustSubscription; outcome: string },
  ): Promise<void> {
    const all = await this.subscriptions.all(tenantId);
    const after = all.find((record) => record.stripeSubscriptionId === before.stripeSubscriptionId) ?? before;
    await this.audit.record(actor, {
      action: 'admin.subscription_adjusted',
      targetType: 'subscription',
      targetId: before.stripeSubscriptionId,
      changes: {
        adjustment: { before: null, after: wordOf(order.adjustment) },
        outcome: { before: null, after: outcome },
        ...differences(factsOf(before), factsOf(after)),
        reason: { before: null, after: order.reason },
      },
      tenantId,
    });
  }
}

const wordOf = (adjustment: SubscriptionAdjustment): string =>
  adjustment.action === 'change_plan'
    ? `change_plan to ${adjustment.tier} by the ${adjustment.interval}, ${adjustment.timing}`
    : adjustment.action;

/** What of a subscription staff can move. */
const factsOf = (record: SubscriptionRecord): Readonly<Record<string, string | boolean | null>> => ({
  plan: record.planCode,
  interval: record.interval,
  'trial ends': record.trialEnd?.toISOString() ?? null,
  ends: scheduledEnd(record)?.toISOString() ?? null,
  'plan that follows': record.scheduledPlanCode,
  'plan that waits for its payment': record.pendingPlanCode,
  complimentary: isComplimentary(record),
  discount: record.discount?.name ?? null,
});

function differences(before: ReturnType<typeof factsOf>, after: ReturnType<typeof factsOf>): AuditChanges {
  const changed = Object.keys(before).filter((name) => before[name] !== after[name]);
  return Object.fromEntries(changed.map((name) => [name, { before: before[name] ?? null, after: after[name] ?? null }]));
}
