import { Injectable } from '@nestjs/common';
import { tenantIdOf, type TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { comparableSubscription, discrepancy } from '../domain/reconciliation.js';
import { isLive, type SubscriptionRecord } from '../domain/subscription-record.js';
import { AllTenantsMirrorRepository, type Mirrored } from '../persistence/all-tenants-mirror.repository.js';
import { StripeMappingError } from '../stripe/stripe-mapping.error.js';
import { referencesOf } from '../stripe/stripe-references.js';
import { StripeTenants } from '../stripe/stripe-tenants.js';
import { idOf } from '../stripe/stripe-values.js';
import { StripeGateway, type StripeSubscription } from '../stripe/stripe.gateway.js';
import { toSubscriptionRecord } from '../stripe/subscription.mapper.js';
import { MirrorRepair } from './mirror-repair.service.js';
import type { ReconciliationProgress } from './reconciliation-progress.js';

/** Compares subscriptions at Stripe with ours. */
@Injectable()
export class SubscriptionComparison {
  constructor(
    private readonly mirror: AllTenantsMirrorRepository,
    private readonly tenants: StripeTenants,
    private readonly stripe: StripeGateway,
    private readonly repair: MirrorRepair,
    private readonly clock: Clock,
  ) {}

  /** One page of Stripe's list. */
  async compare(progress: ReconciliationProgress, page: readonly StripeSubscription[]): Promise<void> {
    const [tenants, ours] = await Promise.all([
      this.mirror.tenantsOf(page.map(({ customer }) => idOf(customer) ?? '')),
      this.mirror.subscriptions(page.map(({ id }) => id)),
    ]);
    for (const subscription of page) {
      const known = ours.get(subscription.id) ?? null;
      const tenantId = tenants.get(idOf(subscription.customer) ?? '') ?? (await this.ownerOf(subscription, known));
      if (tenantId) await this.judge(progress, { tenantId, subscription, known });
      else await this.nobodys(progress, subscription);
    }
  }

  /** Of a customer that is no tenant's: by what we wrote into it, or as we have it; its customer may have been let go. */
  private async ownerOf(subscription: StripeSubscription, known: Mirrored<SubscriptionRecord> | null): Promise<TenantId | null> {
    const named = await this.tenants.of(referencesOf({ data: { object: subscription } }));
    return named ?? (known && tenantIdOf(known.tenantId));
  }

  private async judge(
    progress: ReconciliationProgress,
    { tenantId, subscription, known }: { tenantId: TenantId; subscription: StripeSubscription; known: SubscriptionRecord | null },
  ): Promise<void> {
    const theirs = await this.recordOf(subscription);
    // sells nothing of ours, and we never thought it did
    if (typeof theirs === 'string' && !known) return;
    const found = typeof theirs === 'string' ? { kind: 'different' as const, differences: [] } : compared(known, theirs);
    if (!found) return;
    const about = { ...found, object: 'subscription' as const, objectId: subscription.id, tenantId };
    if (typeof theirs === 'string') await progress.found({ ...about, isRepaired: false, note: theirs });
    else await this.repair.mend(progress, about, { subscriptionId: subscription.id, invoiceId: null });
  }

  /** Whose customer nobody knows is for a person to find out, while it costs somebody money. */
  private async nobodys(progress: ReconciliationProgress, subscription: StripeSubscription): Promise<void> {
    if (!isLive(subscription) || typeof (await this.recordOf(subscription)) === 'string') return;
    const note = `its customer ${idOf(subscription.customer)} belongs to no tenant: link it or end the subscription at Stripe`;
    const finding = { kind: 'missing', object: 'subscription', objectId: subscription.id, tenantId: null } as const;
    await progress.found({ ...finding, differences: [], isRepaired: false, note });
  }

  /** @returns why it cannot be read, for one that sells none of our plans. What is scheduled stands in the subscription's own page only. */
  private async recordOf(subscription: StripeSubscription): Promise<SubscriptionRecord | string> {
    const isScheduled = subscription.schedule !== null && subscription.ended_at === null;
    const whole = isScheduled ? await this.stripe.subscription(subscription.id) : subscription;
    try {
      return toSubscriptionRecord(whole, { pastDueSince: null, now: this.clock.now() });
    } catch (error) {
      if (error instanceof StripeMappingError) return error.message;
      throw error;
    }
  }
}

const compared = (ours: SubscriptionRecord | null, theirs: SubscriptionRecord): ReturnType<typeof discrepancy> =>
  discrepancy(ours && comparableSubscription(ours), comparableSubscription(theirs));
