import { Injectable } from '@nestjs/common';
import type { Invoice, InvoicePage, InvoiceQuery, Subscription } from '@orbisvoice/shared-dto';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { page } from '../../../platform/http/page.js';
import { TenantService } from '../../tenants/index.js';
import type { SubscriptionRecord } from '../domain/subscription-record.js';
import { AllTenantsPlanRepository } from '../persistence/all-tenants-plan.repository.js';
import type { InvoiceEntity } from '../persistence/invoice.entity.js';
import { InvoiceRepository } from '../persistence/invoice.repository.js';
import { CurrentPlanReader } from './current-plan.service.js';
import { Usage } from './usage.service.js';

/** What a tenant sees of its plan, its usage and its invoices. */
@Injectable()
export class BillingOverview {
  constructor(
    private readonly tenants: TenantService,
    private readonly plans: AllTenantsPlanRepository,
    private readonly current: CurrentPlanReader,
    private readonly invoiceRows: InvoiceRepository,
    private readonly usage: Usage,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** The plan in force and what is known of its subscription. */
  async subscription(tenantId: TenantId): Promise<Subscription> {
    const { tenant, current, usage } = await this.unitOfWork.snapshot(tenantId, async () => ({
      tenant: await this.tenants.get(tenantId),
      current: await this.current.of(tenantId),
      usage: await this.usage.summary(tenantId),
    }));
    const plan = await this.plans.byCode(tenant.subscriptionTier);
    const { live, shown } = current;
    const isPaid = live && tenant.subscriptionTier !== 'free';
    return {
      tier: tenant.subscriptionTier,
      status: tenant.subscriptionStatus,
      interval: isPaid ? live.interval : null,
      price: isPaid ? live.price : plan.priceMonthly,
      priceMonthly: isPaid ? monthly(live) : plan.priceMonthly,
      currency: isPaid ? live.currency : plan.currency,
      ...shown,
      dunning: null,
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
