import { Injectable } from '@nestjs/common';
import type { Subscription } from '@orbisvoice/shared-dto';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { graceEndsAt } from '../domain/subscription-access.js';
import { isLive, type SubscriptionRecord } from '../domain/subscription-record.js';
import type { InvoiceEntity } from '../persistence/invoice.entity.js';
import { InvoiceRepository } from '../persistence/invoice.repository.js';
import { SubscriptionService } from './subscription.service.js';

type Dates = Pick<Subscription, 'currentPeriodStart' | 'currentPeriodEnd' | 'trialEndsAt' | 'graceEndsAt'>;
type Changes = Pick<Subscription, 'cancelAtPeriodEnd' | 'scheduledChange' | 'pendingChange' | 'discount'>;

/** The running subscription, and what of it can be shown. */
export interface CurrentPlan {
  readonly live: SubscriptionRecord | null;
  readonly shown: Dates & Changes;
}

/** What runs and what is about to change, from our own rows. */
@Injectable()
export class CurrentPlanReader {
  constructor(
    private readonly subscriptions: SubscriptionService,
    private readonly invoices: InvoiceRepository,
  ) {}

  /** Joins the open snapshot. */
  async of(tenantId: TenantId): Promise<CurrentPlan> {
    const live = (await this.subscriptions.all(tenantId)).find(isLive) ?? null;
    const openInvoiceId = live?.pendingPlanCode ? live.latestStripeInvoiceId : null;
    const invoice = openInvoiceId === null ? null : await this.invoices.byStripeId(tenantId, openInvoiceId);
    return { live, shown: { ...datesOf(live), ...changesOf(live, invoice) } };
  }
}

const datesOf = (live: SubscriptionRecord | null): Dates => ({
  currentPeriodStart: live?.currentPeriodStart.toISOString() ?? null,
  currentPeriodEnd: live?.currentPeriodEnd.toISOString() ?? null,
  trialEndsAt: live?.status === 'trialing' ? (live.trialEnd?.toISOString() ?? null) : null,
  graceEndsAt: live?.pastDueSince ? graceEndsAt(live.pastDueSince).toISOString() : null,
});

const changesOf = (live: SubscriptionRecord | null, invoice: InvoiceEntity | null): Changes => ({
  cancelAtPeriodEnd: live?.cancelAtPeriodEnd ?? false,
  scheduledChange: live && scheduledOf(live),
  pendingChange: live && pendingOf(live, invoice),
  discount: live?.discount ?? null,
});

function scheduledOf(live: SubscriptionRecord): Subscription['scheduledChange'] {
  if (!live.scheduledPlanCode || !live.scheduledInterval || !live.scheduledAt) return null;
  return {
    tier: live.scheduledPlanCode,
    interval: live.scheduledInterval,
    price: live.scheduledPrice ?? 0,
    effectiveAt: live.scheduledAt.toISOString(),
  };
}

/** The invoice may be a moment late: what is due is said once it is here. */
function pendingOf(live: SubscriptionRecord, invoice: InvoiceEntity | null): Subscription['pendingChange'] {
  if (!live.pendingPlanCode || !live.pendingInterval || !live.pendingExpiresAt) return null;
  return {
    tier: live.pendingPlanCode,
    interval: live.pendingInterval,
    expiresAt: live.pendingExpiresAt.toISOString(),
    amountDue: invoice?.amountRemaining ?? 0,
    payUrl: invoice?.hostedUrl ?? null,
  };
}
