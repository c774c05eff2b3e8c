import { Injectable } from '@nestjs/common';
import type { AdminAgentList, AdminTenantUsage } from '@orbisvoice/shared-dto';
import { tenantIdOf, type TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { Usage } from '../../billing/index.js';
import { AllTenantsTenantPartRepository } from '../persistence/all-tenants-tenant-part.repository.js';

const AGENTS = 200;
const PERIODS = 12;

/** What a tenant has and how much it talks: the parts of its page that are read by themselves. */
@Injectable()
export class TenantPartDesk {
  constructor(
    private readonly parts: AllTenantsTenantPartRepository,
    private readonly usage: Usage,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `admin.tenant_not_found` */
  async known(id: string): Promise<TenantId> {
    if (!(await this.parts.exists(id))) throw new DomainError('admin.tenant_not_found');
    return tenantIdOf(id);
  }

  /** @throws DomainError `admin.tenant_not_found` */
  async agents(id: string): Promise<AdminAgentList> {
    await this.known(id);
    const { items, total } = await this.parts.agents(id, this.clock.now(), AGENTS);
    return {
      items: items.map((row) => ({
        ...row,
        createdAt: row.createdAt.toISOString(),
        lastConversationAt: row.lastConversationAt?.toISOString() ?? null,
      })),
      total,
    };
  }

  /** @throws DomainError `admin.tenant_not_found` */
  async usageOf(id: string): Promise<AdminTenantUsage> {
    const tenantId = await this.known(id);
    const [current, days, periods] = await Promise.all([
      this.usage.summary(tenantId),
      this.usage.history(tenantId),
      this.parts.periods(id, PERIODS),
    ]);
    return { current, days, periods: periods.map((row) => ({ ...row, start: row.start.toISOString(), end: row.end.toISOString() })) };
  }
}
