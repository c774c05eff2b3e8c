import { Injectable } from '@nestjs/common';
import { type AdminTenantDetail, type AdminTenantPage, type AdminTenantQuery } from '@orbisvoice/shared-dto';
import { tenantIdOf } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { page } from '../../../platform/http/page.js';
import { AuditReader } from '../../audit/index.js';
import { Usage } from '../../billing/index.js';
import { adminTenantOf, AllTenantsTenantRepository, tenantFactsOf } from '../persistence/all-tenants-tenant.repository.js';

const LATEST_ENTRIES = 20;

/** Every tenant, for staff. */
@Injectable()
export class TenantDirectoryService {
  constructor(
    private readonly tenants: AllTenantsTenantRepository,
    private readonly audit: AuditReader,
    private readonly usage: Usage,
    private readonly clock: Clock,
  ) {}

  async list(query: AdminTenantQuery): Promise<AdminTenantPage> {
    const { rows, total } = await this.tenants.list(query, this.clock.now());
    return page(rows.map(adminTenantOf), total, query);
  }

  /** @throws DomainError `admin.tenant_not_found` */
  async read(id: string): Promise<AdminTenantDetail> {
    const facts = await this.tenants.find(id, this.clock.now());
    if (!facts) throw new DomainError('admin.tenant_not_found');
    const [usage, members, invoices, entries] = await Promise.all([
      this.usage.summary(tenantIdOf(id)),
      this.tenants.members(id),
      this.tenants.invoices(id),
      this.audit.ofAllTenants({ tenantId: id, pageSize: LATEST_ENTRIES }),
    ]);
    return { ...tenantFactsOf(facts), usage, members, invoices, entries: entries.items };
  }
}
