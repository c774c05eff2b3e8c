import { Injectable } from '@nestjs/common';
import { ADJUSTMENT_OUTCOMES, type AdjustmentResult, type AdjustSubscription } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { newId } from '../../../platform/database/ids.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { PlainAdjustment } from '../domain/subscription-adjustment.js';
import type { SubscriptionRecord } from '../domain/subscription-record.js';
import { AdjustmentPreviews, versionOf } from './adjustment-preview.service.js';
import { AdjustmentRecords, type OrderedAdjustment } from './adjustment-records.js';
import type { BillingTarget } from './billing-snapshot.js';
import { BillingSync } from './billing-sync.service.js';
import { PlanChanges } from './plan-change.service.js';
import { StripeOperations } from './stripe-operations.service.js';
import { SubscriptionWrites } from './subscription-writes.service.js';

/** One order of staff about a tenant's subscription is carried out at a time. */
const INTENT = 'adjustment';

type Made = Pick<AdjustmentResult, 'outcome'> & { readonly target: BillingTarget };

/**
 * Staff adjust a tenant's subscription: that they ask for it is on record first, then it is done at Stripe by the way customers' changes go, then
 * our copy and what came of it are written in one commit.
 */
@Injectable()
export class SubscriptionAdjustments {
  constructor(
    private readonly previews: AdjustmentPreviews,
    private readonly changes: PlanChanges,
    private readonly writes: SubscriptionWrites,
    private readonly billing: BillingSync,
    private readonly records: AdjustmentRecords,
    private readonly operations: StripeOperations,
  ) {}

  /**
   * @throws DomainError `billing.change_pending` while another order is carried out; `billing.preview_stale` when the subscription is not what was looked at, or a change of plan would cost something
   *   else; `billing.preview_required` for one without a token; else see `AdjustmentPreviews.live`
   */
  async adjust(actor: Actor, tenantId: TenantId, order: AdjustSubscription): Promise<AdjustmentResult['outcome']> {
    const before = await this.previews.live(tenantId, order.adjustment);
    if (versionOf(before) !== order.version) throw new DomainError('billing.preview_stale');
    if (order.adjustment.action === 'change_plan' && order.previewToken === undefined) throw new DomainError('billing.preview_required');
    const { outcome } = await this.operations.run(tenantId, {
      intent: INTENT,
      // each order is one of its own: of two at once, also of the same, the second meets a claim
      group: newId(),
      request: order,
      isFrame: true,
      check: () => this.expectUnchanged(tenantId, order),
      call: async () => ({ outcome: await this.carryOut(actor, tenantId, { before, order }) }),
    });
    return outcomeOf(outcome);
  }

  /** Somebody else's order may have been carried out between the look at it and the claim. */
  private async expectUnchanged(tenantId: TenantId, { adjustment, version }: AdjustSubscription): Promise<void> {
    if (versionOf(await this.previews.live(tenantId, adjustment)) !== version) throw new DomainError('billing.preview_stale');
  }

  private async carryOut(actor: Actor, tenantId: TenantId, { before, order }: OrderedAdjustment): Promise<Made['outcome']> {
    await this.records.requested(actor, tenantId, { before, order });
    const { outcome, target } = await this.make(tenantId, before, order);
    await this.billing.sync(tenantId, target, {
      actor,
      eventId: null,
      finish: () => this.records.made(actor, tenantId, { before, order, outcome }),
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
}

/** What a claim keeps is text. @throws Error for a word that is none of ours */
function outcomeOf(kept: string | null | undefined): Made['outcome'] {
  const outcome = ADJUSTMENT_OUTCOMES.find((word) => word === kept);
  if (outcome === undefined) throw new Error('an adjustment ended without an outcome');
  return outcome;
}
