import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import type { AuditActor } from '../../audit/index.js';
import type { ReportedAttempt } from '../domain/payment-attempt.js';
import { isLive } from '../domain/subscription-record.js';
import { AllTenantsPlanRepository } from '../persistence/all-tenants-plan.repository.js';
import { StripeInvoiceGateway } from '../stripe/stripe-invoice.gateway.js';
import { idOf } from '../stripe/stripe-values.js';
import { StripeGateway, type StripeSubscription } from '../stripe/stripe.gateway.js';
import type { BillingSnapshot, BillingTarget } from './billing-snapshot.js';
import { LatestState } from './latest-state.service.js';
import { SubscriptionService } from './subscription.service.js';

/** Why a tenant's billing is read from Stripe. */
export interface SyncCause {
  readonly actor: AuditActor;
  readonly eventId: string | null;
  /** When it happened at Stripe; now when absent. */
  readonly occurredAt?: Date;
  /** An attempt to collect the invoice that the event told of. */
  readonly attempt?: ReportedAttempt | null;
  /** It is taken back at the end: nothing may be written to Stripe, and everything here goes into the one transaction. */
  readonly isRehearsal?: boolean;
  /** Runs first in the transaction that applies what was read; nobody else changes the tenant's billing from there on. */
  readonly begin?: (tenantId: TenantId) => Promise<void>;
  /** Reads what else the cause is about; what it answers writes that down, in the same transaction. */
  readonly beside?: () => Promise<(tenantId: TenantId) => Promise<void>>;
  /** Runs last in it. */
  readonly finish?: (tenantId: TenantId) => Promise<void>;
}

/**
 * Brings a tenant's billing to Stripe's state. An event, a click, a reconciliation are only hints to look: what counts is what Stripe says
 * now (LatestState).
 */
@Injectable()
export class BillingSync {
  constructor(
    private readonly stripe: StripeGateway,
    private readonly invoices: StripeInvoiceGateway,
    private readonly latest: LatestState,
    private readonly subscriptions: SubscriptionService,
    private readonly plans: AllTenantsPlanRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws Error when others were faster every time */
  async sync(tenantId: TenantId, target: BillingTarget, cause: SyncCause): Promise<void> {
    const { actor, eventId, occurredAt, attempt = null } = cause;
    const plans = await this.plans.all();
    await this.latest.apply(tenantId, {
      read: async () => ({ snapshot: await this.read(tenantId, target), putBeside: await cause.beside?.() }),
      apply: async ({ snapshot, putBeside }) => {
        const now = this.clock.now();
        await cause.begin?.(tenantId);
        await this.subscriptions.put({ tenantId, actor, eventId, plans, snapshot, now, occurredAt: occurredAt ?? now, attempt });
        await putBeside?.(tenantId);
        await cause.finish?.(tenantId);
      },
    });
  }

  /**
   * The subscription and invoice in question, and whatever else we believe to be live: another one may have taken its place. When what was
   * live has ended, the customer may have one at Stripe that had no place beside it.
   */
  private async read(tenantId: TenantId, target: BillingTarget): Promise<BillingSnapshot> {
    const invoice = target.invoiceId ? await this.invoices.snapshot(target.invoiceId) : null;
    const known = await this.subscriptions.all(tenantId);
    const live = known.filter(isLive).map((record) => record.stripeSubscriptionId);
    const ids = new Set([...live, ...(target.subscriptionId ? [target.subscriptionId] : [])]);
    const subscriptions = await Promise.all([...ids].map((id) => this.stripe.subscription(id)));
    const hasEnded = live.length > 0 && !subscriptions.some(isLive);
    const successor = hasEnded ? await this.successorOf(subscriptions) : null;
    return { subscriptions: [...subscriptions, ...(successor ? [successor] : [])], invoice };
  }

  private async successorOf([ended]: readonly StripeSubscription[]): Promise<StripeSubscription | null> {
    const customerId = idOf(ended?.customer);
    return customerId === null ? null : this.stripe.newestLive(customerId);
  }
}
