import { Injectable } from '@nestjs/common';
import type { AdminTenantBilling, Dispute, MrrMovement, Refund } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { type TenantId, tenantIdOf } from '../../../platform/access/tenant-id.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { AuditReads } from '../../audit/index.js';
import { BillingOverview, StripeDashboard } from '../../billing/index.js';
import {
  AllTenantsTenantBillingRepository,
  type DisputeRow,
  type MovementRow,
  type RefundRow,
  type TimelineRow,
} from '../persistence/all-tenants-tenant-billing.repository.js';
import { AllTenantsTenantRepository } from '../persistence/all-tenants-tenant.repository.js';

const INVOICES = 20;
const ENTRIES = 200;

/** One tenant's billing with its history from every source, for staff. */
@Injectable()
export class TenantBillingDesk {
  constructor(
    private readonly billing: AllTenantsTenantBillingRepository,
    private readonly tenants: AllTenantsTenantRepository,
    private readonly overview: BillingOverview,
    private readonly dashboard: StripeDashboard,
    private readonly audit: AuditReads,
  ) {}

  /** @throws DomainError `admin.tenant_not_found` */
  async read(actor: Actor, id: string): Promise<AdminTenantBilling> {
    const facts = await this.billing.facts(id);
    if (!facts) throw new DomainError('admin.tenant_not_found');
    const [subscription, invoices, refunds, disputes, movements, timeline] = await Promise.all([
      this.overview.subscription(tenantIdOf(id)),
      this.tenants.invoices(id, INVOICES),
      this.billing.refunds(id),
      this.billing.disputes(id),
      this.billing.movements(id, ENTRIES),
      this.billing.timeline(id, ENTRIES),
    ]);
    return {
      ...facts,
      subscription,
      dashboardUrl: facts.stripeCustomerId && this.dashboard.urlOf(facts.stripeCustomerId),
      invoices,
      refunds: refunds.map(toRefund),
      disputes: disputes.map(toDispute),
      movements: movements.map(toMovement),
      timeline: await this.named(actor, tenantIdOf(id), timeline),
    };
  }

  private async named(actor: Actor, tenantId: TenantId, rows: readonly TimelineRow[]): Promise<AdminTenantBilling['timeline']> {
    const actors = await this.audit.actorNames(actor, tenantId, rows);
    return rows.map((row, index) => toEntry(row, actors[index] ?? null));
  }
}

const toRefund = (row: RefundRow): Refund => ({ ...row, createdAt: row.createdAt.toISOString() });
const toMovement = (row: MovementRow): MrrMovement => ({ ...row, occurredAt: row.occurredAt.toISOString() });
function toEntry(
  { at, kind, title, reference, amount, currency }: TimelineRow,
  actor: string | null,
): AdminTenantBilling['timeline'][number] {
  return { at: at.toISOString(), kind, title, reference, amount, currency, actor };
}
const toDispute = (row: DisputeRow): Dispute => ({
  ...row,
  openedAt: row.openedAt.toISOString(),
  closedAt: row.closedAt?.toISOString() ?? null,
  evidenceDueBy: row.evidenceDueBy?.toISOString() ?? null,
});
