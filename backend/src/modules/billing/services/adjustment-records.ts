import { Injectable } from '@nestjs/common';
import type { AdjustSubscription, SubscriptionAdjustment } from '@orbisvoice/shared-dto';
import type { AuditAction } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { AuditLog, type AuditChanges } from '../../audit/index.js';
import { isComplimentary } from '../domain/subscription-adjustment.js';
import { scheduledEnd } from '../domain/subscription-access.js';
import type { SubscriptionRecord } from '../domain/subscription-record.js';
import { SubscriptionService } from './subscription.service.js';

/** What staff order, of the subscription that was looked at. */
export interface OrderedAdjustment {
  readonly before: SubscriptionRecord;
  readonly order: AdjustSubscription;
}

/**
 * What the audit log hears of an adjustment: that it was asked for, committed before Stripe is, and what came of it, with our copy. Whoever dies
 * in between leaves the first one, and what Stripe made of it comes with its event or the reconciliation.
 */
@Injectable()
export class AdjustmentRecords {
  constructor(
    private readonly subscriptions: SubscriptionService,
    private readonly audit: AuditLog,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** In a transaction of its own: Stripe is asked only after it is on record who asked. */
  async requested(actor: Actor, tenantId: TenantId, ordered: OrderedAdjustment): Promise<void> {
    await this.unitOfWork.run(tenantId, () => this.record(actor, tenantId, { ...ordered, action: 'admin.subscription_change_requested' }));
  }

  /** In the transaction of our copy. */
  async made(
    actor: Actor,
    tenantId: TenantId,
    { before, order, outcome }: OrderedAdjustment & { readonly outcome: string },
  ): Promise<void> {
    const all = await this.subscriptions.all(tenantId);
    const after = all.find((record) => record.stripeSubscriptionId === before.stripeSubscriptionId) ?? before;
    const came = { outcome: { before: null, after: outcome }, ...differences(factsOf(before), factsOf(after)) };
    await this.record(actor, tenantId, { before, order, action: 'admin.subscription_adjusted', came });
  }

  private record(
    actor: Actor,
    tenantId: TenantId,
    { before, order, action, came }: OrderedAdjustment & { readonly action: AuditAction; readonly came?: AuditChanges },
  ): Promise<void> {
    const adjustment = { before: null, after: wordOf(order.adjustment) };
    const changes = { adjustment, ...came, reason: { before: null, after: order.reason } };
    return this.audit.record(actor, { action, targetType: 'subscription', targetId: before.stripeSubscriptionId, changes, tenantId });
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
