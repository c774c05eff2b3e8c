import { Injectable } from '@nestjs/common';
import type { AuditQuery } from '@orbisvoice/shared-dto';
import type { TenantId } from '../../platform/access/tenant-id.js';
import { TenantReader } from '../../platform/database/tenant-reader.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AuditEntryRow } from './audit-entry.entity.js';
import { TENANT_AUDIT_PAGE, pageValues, type AuditRow } from './audit-page.sql.js';

/** One tenant's entries: added inside somebody's unit of work, read page by page. There is no update and no delete. */
@Injectable()
export class AuditEntryRepository {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: TenantReader,
  ) {}

  /** @throws Error outside a unit of work of this tenant: an entry is committed with what it tells, or not at all */
  async append(tenantId: TenantId, entry: Omit<AuditEntryRow, 'tenantId'>): Promise<void> {
    await this.unitOfWork.manager(tenantId).insert(AuditEntryRow, { ...entry, tenantId });
  }

  page(tenantId: TenantId, query: AuditQuery): Promise<AuditRow[]> {
    return this.reader.query<AuditRow>(tenantId, {
      name: 'audit.page',
      text: TENANT_AUDIT_PAGE,
      values: pageValues({ ...query, tenantId }),
    });
  }
}
