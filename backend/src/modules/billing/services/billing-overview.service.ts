import { Injectable } from '@nestjs/common';
import type { Invoice, InvoicePage, InvoiceQuery, Subscription, TierList } from '@orbisvoice/shared-dto';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { page } from '../../../platform/http/page.js';
import { TenantService } from '../../tenants/index.js';
import { graceEndsAt } from '../domain/subscription-access.js';
import { isLive, type SubscriptionRecord } from '../domain/subscription-record.js';
import { AllTenantsPlanRepository } from '../persistence/all-tenants-plan.repository.js';
import type { InvoiceEntity } from '../persistence/invoice.entity.js';
import { InvoiceRepository } from '../persistence/invoice.repository.js';
import { SubscriptionService } from './subscription.service.js';
import { Usage } from './usage.service.js';

/** What a tenant sees of its plan, its usage and its invoices. */
@Injectable()
export class BillingOverview {
  constructor(
    private readonly tenants: TenantService,
    private readonly plans: AllTenantsPlanRepository,
    private readonly subscriptions: SubscriptionService,
    private readonly invoiceRows: InvoiceRepository,
    private readonly usage: Usage,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** The price list, with the tenant's own plan marked. */
  async tiers(tenantId: TenantId): Promise<TierList> {
    const [plans, tenant] = await Promise.all([this.plans.all(), this.tenants.get(tenantId)]);
    return {
      items: plans.map((plan) => ({
        ...plan,
        features: [...plan.features],
        trialDays: 0,
        isCurrent: plan.code === tenant.subscriptionTier,
      })),
    };
  }

  /** The plan in force and what is known of its subscription. */
  async subscription(tenantId: TenantId): Promise<Subscription> {
    const { tenant, records, usage } = await this.unitOfWork.snapshot(tenantId, async () => ({
      tenant: await this.tenants.get(tenantId),
      records: await this.subscriptions.all(tenantId),
      usage: await this.usage.summary(tenantId),
    }));
    const plan = await this.plans.byCode(tenant.subscriptionTier);
    const live = records.find(isLive);
    const isPaid = live && tenant.subscriptionTier !== 'free';
    return {
      tier: tenant.subscriptionTier,
      status: tenant.subscriptionStatus,
      interval: isPaid ? live.interval : null,
      price: isPaid ? live.price : plan.priceMonthly,
      priceMonthly: isPaid ? monthly(live) : plan.priceMonthly,
      currency: isPaid ? live.currency : plan.currency,
      currentPeriodStart: live?.currentPeriodStart.toISOString() ?? null,
      currentPeriodEnd: live?.currentPeriodEnd.toISOString() ?? null,
      trialEndsAt: live?.status === 'trialing' ? (live.trialEnd?.toISOString() ?? null) : null,
      cancelAtPeriodEnd: live?.cancelAtPeriodEnd ?? false,
      scheduledChange: scheduledOf(live),
      pendingChange: null,
      graceEndsAt: live?.pastDueSince ? graceEndsAt(live.pastDueSince).toISOString() : null,
      dunning: null,
      discount: live?.discount ?? null,
      card: null,
      billingEmail: tenant.billingEmail,
      taxIds: [],
      overage: {
        isAvailable: plan.overageUnitMicros !== null,
        isEnabled: false,
        capAmount: null,
        unitMicros: plan.overageUnitMicros,
        quantity: 0,
        amount: 0,
        currency: plan.currency,
      },
      usage,
    };
  }

  /** One page of invoices, newest first. */
  async invoices(tenantId: TenantId, query: InvoiceQuery): Promise<InvoicePage> {
    const [rows, total] = await this.invoiceRows.list(tenantId, query);
    return page(rows.map(toInvoice), total, query);
  }
}

const monthly = ({ price, interval }: SubscriptionRecord): number => (interval === 'year' ? Math.round(price / 12) : price);

function scheduledOf(live: SubscriptionRecord | undefined): Subscription['scheduledChange'] {
  if (!live?.scheduledPlanCode || !live.scheduledInterval || !live.scheduledAt) return null;
  return {
    tier: live.scheduledPlanCode,
    interval: live.scheduledInterval,
    price: live.scheduledPrice ?? 0,
    effectiveAt: live.scheduledAt.toISOString(),
  };
}

const toInvoice = (row: InvoiceEntity): Invoice => ({
  id: row.id,
  number: row.number,
  status: row.status,
  total: row.total,
  tax: row.tax,
  amountPaid: row.amountPaid,
  amountRemaining: row.amountRemaining,
  amountRefunded: row.amountRefunded,
  isDisputed: false,
  currency: row.currency,
  tier: row.planCode,
  periodStart: row.periodStart.toISOString(),
  periodEnd: row.periodEnd.toISOString(),
  createdAt: row.createdAt.toISOString(),
  paidAt: row.paidAt?.toISOString() ?? null,
  hostedUrl: row.hostedUrl,
  pdfUrl: row.pdfUrl,
});
