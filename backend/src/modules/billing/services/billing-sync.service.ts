import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import type { AuditActor } from '../../audit/index.js';
import type { ReportedAttempt } from '../domain/payment-attempt.js';
import { isLive } from '../domain/subscription-record.js';
import { AllTenantsPlanRepository } from '../persistence/all-tenants-plan.repository.js';
import { BillingRevisionRepository } from '../persistence/billing-revision.repository.js';
import { StripeInvoiceGateway } from '../stripe/stripe-invoice.gateway.js';
import { idOf } from '../stripe/stripe-values.js';
import { StripeGateway, type StripeSubscription } from '../stripe/stripe.gateway.js';
import type { BillingSnapshot, BillingTarget } from './billing-snapshot.js';
import { SubscriptionService } from './subscription.service.js';

/** Events of one purchase arrive in a bunch and meet here; each try waits a little longer, so that one of them always gets through. */
const ATTEMPTS = 12;
const BACKOFF_MS = 20;

/** Why a tenant's billing is read from Stripe. */
export interface SyncCause {
  readonly actor: AuditActor;
  readonly eventId: string | null;
  /** When it happened at Stripe; now when absent. */
  readonly occurredAt?: Date;
  /** An attempt to collect the invoice that the event told of. */
  readonly attempt?: ReportedAttempt | null;
  /** The event had its effect before: what only the event tells, and no state, is not told again. */
  readonly isRepeat?: boolean;
  /** Runs first in the transaction that applies what was read; nobody else changes the tenant's billing from there on. */
  readonly begin?: (tenantId: TenantId) => Promise<void>;
  /** Runs last in it. */
  readonly finish?: (tenantId: TenantId) => Promise<void>;
}

/**
 * Brings a tenant's billing to Stripe's state. An event, a click, a reconciliation are only hints to look: what counts is what Stripe says
 * now. Stripe is read outside of any transaction, and applied only if nobody applied anything since (BillingRevisionRepository).
 */
@Injectable()
export class BillingSync {
  constructor(
    private readonly stripe: StripeGateway,
    private readonly invoices: StripeInvoiceGateway,
    private readonly revisions: BillingRevisionRepository,
    private readonly subscriptions: SubscriptionService,
    private readonly plans: AllTenantsPlanRepository,
    private readonly clock: Clock,
  ) {}

  async sync(tenantId: TenantId, target: BillingTarget, cause: SyncCause): Promise<void> {
    const plans = await this.plans.all();
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const revision = await this.revisions.current(tenantId);
      const snapshot = await this.read(tenantId, target);
      const now = this.clock.now();
      const change = { ...cause, tenantId, plans, revision, snapshot, now };
      const isApplied = await this.subscriptions.apply({
        ...change,
        occurredAt: cause.occurredAt ?? now,
        attempt: cause.attempt ?? null,
      });
      if (isApplied) return;
      await sleep(Math.random() * BACKOFF_MS * attempt);
    }
    throw new Error(`billing of tenant ${tenantId} kept changing while it was read`);
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
