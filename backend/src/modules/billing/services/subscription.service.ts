import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { invoiceNews, subscriptionNews } from '../domain/billing-news.js';
import { isLive, type SubscriptionRecord } from '../domain/subscription-record.js';
import { BillingRevisionRepository } from '../persistence/billing-revision.repository.js';
import { InvoiceRepository } from '../persistence/invoice.repository.js';
import { SubscriptionRepository } from '../persistence/subscription.repository.js';
import { toInvoiceRecord } from '../stripe/invoice.mapper.js';
import { toSubscriptionRecord } from '../stripe/subscription.mapper.js';
import { BillingNews, type NewsContext } from './billing-news.service.js';
import type { BillingSnapshot } from './billing-snapshot.js';
import { TenantBillingService, type BillingMoment } from './tenant-billing.service.js';

/** What is to be applied, and on whose behalf. */
export interface BillingChange extends NewsContext, BillingMoment {
  /** The revision that was current before `snapshot` was read. */
  readonly revision: number;
  readonly snapshot: BillingSnapshot;
  /** An attempt to collect the snapshot's invoice has failed. */
  readonly hasPaymentFailed: boolean;
  /** Runs last, in the same transaction. */
  readonly finish?: (tenantId: TenantId) => Promise<void>;
}

/** The only writer of subscriptions and invoices, whoever asks: webhook, customer, staff, reconciliation. */
@Injectable()
export class SubscriptionService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly revisions: BillingRevisionRepository,
    private readonly subscriptions: SubscriptionRepository,
    private readonly invoices: InvoiceRepository,
    private readonly billing: TenantBillingService,
    private readonly news: BillingNews,
  ) {}

  /** Every subscription the tenant ever had, as we know it. */
  all(tenantId: TenantId): Promise<SubscriptionRecord[]> {
    return this.subscriptions.all(tenantId);
  }

  /**
   * Puts Stripe's state over ours with everything that follows from it, in one transaction.
   * @returns false when the snapshot is older than what was applied meanwhile; nothing happened then: read again
   */
  apply(change: BillingChange): Promise<boolean> {
    return this.unitOfWork.run(change.tenantId, async () => {
      if (!(await this.revisions.advance(change.tenantId, change.revision))) return false;
      const records = await this.putSubscriptions(change);
      await this.putInvoice(change, records);
      await this.billing.conclude(change.tenantId, records, change);
      await change.finish?.(change.tenantId);
      return true;
    });
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
    const read = snapshot.subscriptions.map((subscription) =>
      toSubscriptionRecord(subscription, { pastDueSince: beforeOf(subscription.id)?.pastDueSince ?? null, now }),
    );
    // ended ones first: the database allows one live subscription per tenant at any moment
    const ordered = [...read].sort((a, b) => Number(isLive(a)) - Number(isLive(b)));
    for (const after of ordered) {
      await this.subscriptions.put(tenantId, after, now);
      for (const item of subscriptionNews(beforeOf(after.stripeSubscriptionId), after)) await this.news.tellSubscription(change, item);
    }
    return [...known.filter((record) => !read.some((one) => one.stripeSubscriptionId === record.stripeSubscriptionId)), ...read];
  }

  private async putInvoice(change: BillingChange, records: readonly SubscriptionRecord[]): Promise<void> {
    const { tenantId, snapshot, now, hasPaymentFailed } = change;
    if (!snapshot.invoice) return;
    const { object, planCode } = snapshot.invoice;
    const before = await this.invoices.byStripeId(tenantId, object.id);
    const after = toInvoiceRecord(object, planCode);
    const invoiceId = await this.invoices.put(tenantId, after, now);
    const subscription = records.find((record) => record.stripeSubscriptionId === after.stripeSubscriptionId);
    const nextAttemptAt = object.next_payment_attempt ? new Date(object.next_payment_attempt * 1_000) : null;
    for (const item of invoiceNews(before, after, hasPaymentFailed)) {
      await this.news.tellInvoice(change, item, { invoiceId, nextAttemptAt, pastDueSince: subscription?.pastDueSince ?? null });
    }
  }
}
