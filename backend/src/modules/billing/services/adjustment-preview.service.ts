import { Injectable } from '@nestjs/common';
import type { AdjustedSubscription, AdjustmentPreview, ChangePreview, SubscriptionAdjustment } from '@orbisvoice/shared-dto';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { sha256 } from '../../../platform/crypto/tokens.js';
import { DomainError, invalidField } from '../../../platform/errors/domain-error.js';
import { adjusted, adjustmentRefusal, isComplimentary, renewsAt, type PlainAdjustment } from '../domain/subscription-adjustment.js';
import { scheduledEnd } from '../domain/subscription-access.js';
import { isKnown, type SubscriptionRecord } from '../domain/subscription-record.js';
import { toPreviewedInvoice } from '../stripe/preview.mapper.js';
import { StripeChangeGateway } from '../stripe/stripe-change.gateway.js';
import { ChangePreviews } from './change-preview.service.js';
import { ChangeTermsReader } from './change-terms.service.js';

/** As long as Stripe lets a trial be. */
const TRIAL_MAX_DAYS = 730;
const DAY_MS = 86_400_000;

/** What staff would do to a tenant's subscription: before, after, and to the cent what a change of plan costs. Writes nothing. */
@Injectable()
export class AdjustmentPreviews {
  constructor(
    private readonly terms: ChangeTermsReader,
    private readonly changes: ChangePreviews,
    private readonly stripe: StripeChangeGateway,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError see `live`; of a change of plan also what a customer's is refused with */
  async preview(tenantId: TenantId, adjustment: SubscriptionAdjustment): Promise<AdjustmentPreview> {
    const live = await this.live(tenantId, adjustment);
    const renewal = await this.renewal(live);
    const common = { before: toAdjusted(live, renewal), currency: live.currency, version: versionOf(live) };
    if (adjustment.action !== 'change_plan') {
      const after = adjusted(live, adjustment);
      return {
        ...common,
        after: toAdjusted(after, amountAfter(adjustment, after, renewal)),
        effectiveAt: this.momentOf(live, adjustment),
        change: null,
      };
    }
    const { tier, interval, timing } = adjustment;
    const change = await this.changes.preview(tenantId, { tier, interval, timing });
    return { ...common, after: afterChange(live, change), effectiveAt: change.effectiveAt, change };
  }

  /**
   * The running subscription as Stripe has it, when it can be adjusted so.
   * @throws DomainError `billing.no_subscription`, `billing.change_pending`, `billing.change_not_possible`; `request.invalid` at
   *   `adjustment.trialEndsAt`
   */
  async live(tenantId: TenantId, adjustment: SubscriptionAdjustment): Promise<SubscriptionRecord> {
    const live = await this.terms.live(tenantId);
    if (!live) throw new DomainError('billing.no_subscription');
    if (adjustment.action === 'change_plan') return live;
    const refusal = adjustmentRefusal(live, adjustment);
    if (refusal) throw new DomainError(refusal, { tier: live.planCode, status: live.status });
    if (adjustment.action === 'extend_trial') this.refuseBadEnd(live, new Date(adjustment.trialEndsAt));
    return live;
  }

  private refuseBadEnd({ trialEnd }: SubscriptionRecord, to: Date): void {
    const at = 'adjustment.trialEndsAt';
    if (trialEnd && to <= trialEnd) throw invalidField(at, 'later', `must be later than ${trialEnd.toISOString()}`);
    if (to.getTime() > this.clock.now().getTime() + TRIAL_MAX_DAYS * DAY_MS) throw invalidField(at, 'too_late', 'must be within two years');
  }

  /** What Stripe will charge at the next renewal, were nothing set for the end of the period. */
  private async renewal(live: SubscriptionRecord): Promise<number> {
    const items = [{ id: live.stripeItemId, price: live.stripePriceId }];
    return toPreviewedInvoice(await this.stripe.preview({ subscriptionId: live.stripeSubscriptionId, items, prorationDate: null })).total;
  }

  private momentOf(live: SubscriptionRecord, { action }: PlainAdjustment): string {
    return (action === 'cancel' ? live.currentPeriodEnd : this.clock.now()).toISOString();
  }
}

/** Names the state that was looked at; any change of it names another. */
export const versionOf = (live: SubscriptionRecord): string =>
  sha256(
    JSON.stringify([
      live.stripeSubscriptionId,
      live.stripePriceId,
      live.status,
      live.currentPeriodEnd,
      live.trialEnd,
      live.cancelAtPeriodEnd,
      live.stripeScheduleId,
      live.pendingPlanCode,
      live.discount,
    ]),
  ).toString('base64url');

/** A discount that ends leaves the price; whatever else is done leaves the renewal as it is. */
function amountAfter({ action }: PlainAdjustment, after: SubscriptionRecord, renewal: number): number {
  if (action === 'comp') return 0;
  return action === 'end_comp' ? after.price : renewal;
}

/** As staff and the audit log read it. */
export function toAdjusted(record: SubscriptionRecord, renewal: number): AdjustedSubscription {
  const at = renewsAt(record);
  return {
    tier: record.planCode,
    interval: record.interval,
    status: isKnown(record.status) ? record.status : 'incomplete',
    currentPeriodEnd: record.currentPeriodEnd.toISOString(),
    trialEndsAt: record.status === 'trialing' ? (record.trialEnd?.toISOString() ?? null) : null,
    endsAt: scheduledEnd(record)?.toISOString() ?? null,
    scheduledTier: record.scheduledPlanCode,
    isComplimentary: isComplimentary(record),
    discount: record.discount?.name ?? null,
    nextCharge: at && { at: at.toISOString(), amount: renewal },
  };
}

function afterChange(live: SubscriptionRecord, { kind, to, next, effectiveAt, amountDue }: ChangePreview): AdjustedSubscription {
  const kept = toAdjusted({ ...live, cancelAtPeriodEnd: false, cancelAt: null, scheduledPlanCode: null }, 0);
  if (kind === 'downgrade') return { ...kept, scheduledTier: to.tier, nextCharge: { at: effectiveAt, amount: amountDue } };
  return { ...kept, tier: to.tier, interval: to.interval, currentPeriodEnd: next?.at ?? kept.currentPeriodEnd, nextCharge: next };
}
