import { isDeepStrictEqual } from 'node:util';
import { Injectable, Logger } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { TenantService, type Tenant } from '../../tenants/index.js';
import { mrrMovement, mrrOf } from '../domain/mrr-movement.js';
import { governing, isKnown, isLive, tenantBilling, type SubscriptionRecord, type TenantBilling } from '../domain/subscription-record.js';
import { MrrLedgerRepository } from '../persistence/mrr-ledger.repository.js';
import { UsageRepository } from '../persistence/usage.repository.js';

/** When and why a tenant's billing is brought up to date. */
export interface BillingMoment {
  readonly now: Date;
  /** When it happened at Stripe. */
  readonly occurredAt: Date;
  readonly eventId: string | null;
}

/** Draws the conclusions from a tenant's subscriptions: access, usage period, recurring revenue. Joins the open unit of work. */
@Injectable()
export class TenantBillingService {
  private readonly logger = new Logger(TenantBillingService.name);

  constructor(
    private readonly tenants: TenantService,
    private readonly usage: UsageRepository,
    private readonly ledger: MrrLedgerRepository,
  ) {}

  async conclude(tenantId: TenantId, records: readonly SubscriptionRecord[], moment: BillingMoment): Promise<void> {
    const tenant = await this.tenants.get(tenantId);
    const before = billingOf(tenant);
    const after = tenantBilling(records, before, moment.now);
    const unknown = records.find(({ status }) => !isKnown(status));
    // alarms hang on the error log (docs/guides/running.md)
    if (unknown) this.logger.error({ message: 'a subscription is in a state nobody knows', tenantId, status: unknown.status });
    // of a live one only: the customer of an ended one may have been deleted, and was let go
    const customerId = tenant.stripeCustomerId ?? records.find(isLive)?.stripeCustomerId ?? null;
    if (!isDeepStrictEqual(before, after) || customerId !== tenant.stripeCustomerId) {
      await this.tenants.update(tenantId, {
        subscriptionTier: after.tier,
        subscriptionStatus: after.status,
        stripeSubscriptionId: after.subscriptionId,
        subscriptionEnds: after.ends,
        stripeCustomerId: customerId,
      });
    }
    await this.usage.applyPlan(tenantId);
    // what a state is worth that nobody knows is not for the ledger to guess: it stays at the last good figure
    if (!unknown) await this.book(tenantId, records, moment);
  }

  /** Adds the movement since the ledger's last line. */
  private async book(tenantId: TenantId, records: readonly SubscriptionRecord[], moment: BillingMoment): Promise<void> {
    const last = await this.ledger.last(tenantId);
    const record = governing(records);
    const before = { amount: last?.mrrAfter ?? 0, plan: last?.planTo ?? null, hasEverPaid: last !== null };
    const movement = mrrMovement(before, mrrOf(records));
    if (!movement || !record) return;
    await this.ledger.append(tenantId, movement, {
      occurredAt: later(last?.occurredAt ?? null, bookedAt(record, before.amount, moment.occurredAt)),
      currency: last?.currency ?? record.currency,
      sourceEventId: moment.eventId,
    });
  }
}

const billingOf = (tenant: Tenant): TenantBilling => ({
  tier: tenant.subscriptionTier,
  status: tenant.subscriptionStatus,
  subscriptionId: tenant.stripeSubscriptionId,
  ends: tenant.subscriptionEnds,
});

/** Churn is booked when the paid time ends, a first payment when the subscription began; both whenever we hear of it. */
function bookedAt(record: SubscriptionRecord, amountBefore: number, occurredAt: Date): Date {
  if (!isLive(record)) return record.endedAt ?? occurredAt;
  return amountBefore === 0 ? record.startedAt : occurredAt;
}

/** The ledger's lines never run backwards. */
const later = (last: Date | null, at: Date): Date => (last && last > at ? last : at);
