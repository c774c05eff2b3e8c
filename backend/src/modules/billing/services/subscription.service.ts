import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { subscriptionNews } from '../domain/billing-news.js';
import type { ReportedAttempt } from '../domain/payment-attempt.js';
import { isLive, type SubscriptionRecord } from '../domain/subscription-record.js';
import { BillingRevisionRepository } from '../persistence/billing-revision.repository.js';
import { SubscriptionRepository } from '../persistence/subscription.repository.js';
import { StripeMappingError } from '../stripe/stripe-mapping.error.js';
import { toSubscriptionRecord } from '../stripe/subscription.mapper.js';
import { BillingNews, type NewsContext } from './billing-news.service.js';
import type { BillingSnapshot } from './billing-snapshot.js';
import { InvoiceMirror, type WrittenInvoice } from './invoice-mirror.service.js';
import { TenantBillingService, type BillingMoment } from './tenant-billing.service.js';

/** What is to be applied, and on whose behalf. */
export interface BillingChange extends NewsContext, BillingMoment {
  readonly snapshot: BillingSnapshot;
  /** An attempt to collect the snapshot's invoice that the cause told of. */
  readonly attempt: ReportedAttempt | null;
}

/** The only writer of subscriptions and invoices, whoever asks: webhook, customer, staff, reconciliation. */
@Injectable()
export class SubscriptionService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly revisions: BillingRevisionRepository,
    private readonly subscriptions: SubscriptionRepository,
    private readonly invoices: InvoiceMirror,
    private readonly billing: TenantBillingService,
    private readonly news: BillingNews,
  ) {}

  /** Every subscription the tenant ever had, as we know it. */
  all(tenantId: TenantId): Promise<SubscriptionRecord[]> {
    return this.subscriptions.all(tenantId);
  }

  /** Puts Stripe's state over ours with everything that follows from it. In the open unit of work, the one that moved the revision. */
  async put(change: BillingChange): Promise<void> {
    // before the subscriptions: since when one owes is known from the attempts to collect its invoices
    const invoice = await this.putInvoice(change);
    const records = await this.putSubscriptions(change);
    if (invoice) await this.invoices.tell(change, invoice, records);
    await this.billing.conclude(change.tenantId, records, change);
  }

  /** Draws the conclusions anew from what we have, because time passed; skipped when somebody else is at it. */
  async reconsider(tenantId: TenantId, moment: BillingMoment): Promise<void> {
    const revision = await this.revisions.current(tenantId);
    await this.unitOfWork.run(tenantId, async () => {
      if (!(await this.revisions.advance(tenantId, revision))) return;
      await this.billing.conclude(tenantId, await this.subscriptions.all(tenantId), moment);
    });
  }

  private async putSubscriptions(change: BillingChange): Promise<SubscriptionRecord[]> {
    const { tenantId, snapshot, now } = change;
    const known = await this.subscriptions.all(tenantId);
    const beforeOf = (id: string): SubscriptionRecord | null => known.find((record) => record.stripeSubscriptionId === id) ?? null;
    const read: SubscriptionRecord[] = [];
    for (const subscription of snapshot.subscriptions) {
      const since = await this.invoices.overdueSince(tenantId, subscription.id);
      read.push(toSubscriptionRecord(subscription, { pastDueSince: since ?? beforeOf(subscription.id)?.pastDueSince ?? null, now }));
    }
    requireOneLive(read, known);
    // ended ones first: the database allows one live subscription per tenant at any moment
    const ordered = [...read].sort((a, b) => Number(isLive(a)) - Number(isLive(b)));
    for (const after of ordered) {
      await this.subscriptions.put(tenantId, after, now);
      for (const item of subscriptionNews(beforeOf(after.stripeSubscriptionId), after)) await this.news.tellSubscription(change, item);
    }
    return [...known.filter((record) => !read.some((one) => one.stripeSubscriptionId === record.stripeSubscriptionId)), ...read];
  }

  private async putInvoice({ tenantId, snapshot, attempt, now }: BillingChange): Promise<WrittenInvoice | null> {
    return snapshot.invoice && this.invoices.put(tenantId, { snapshot: snapshot.invoice, attempt, now });
  }
}

/**
 * A tenant has one live subscription. A second one at Stripe is somebody's mistake, made in the dashboard: the one that runs here goes on,
 * the other has no effect until one of them ends, and staff reads why.
 * @throws StripeMappingError that names both
 */
function requireOneLive(read: readonly SubscriptionRecord[], known: readonly SubscriptionRecord[]): void {
  const live = read.filter(isLive).map((record) => record.stripeSubscriptionId);
  if (live.length < 2) return;
  const ours = known.find((record) => isLive(record) && live.includes(record.stripeSubscriptionId))?.stripeSubscriptionId ?? live[0];
  const others = live.filter((id) => id !== ours).join(', ');
  throw new StripeMappingError(
    `the tenant has two live subscriptions at Stripe: ${ours} runs here, ${others} has no effect; end one of them there and replay this event`,
  );
}
