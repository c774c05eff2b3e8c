import { Injectable } from '@nestjs/common';
import type { AuditQuery } from '@orbisvoice/shared-dto';
import type { TenantId } from '../../platform/access/tenant-id.js';
import { TenantReader } from '../../platform/database/tenant-reader.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { AuditEntryRow } from './audit-entry.entity.js';
import { TENANT_AUDIT_PAGE, pageValues, type AuditRow } from './audit-page.sql.js';

const INSERT = `insert into audit_entries
  (id, tenant_id, at, action, actor_kind, actor_id, actor_name, impersonator_id, target_type, target_id, changes, ip, trace_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::jsonb, $12, $13)`;

/** One tenant's entries: added inside somebody's unit of work, read page by page. There is no update and no delete. */
@Injectable()
export class AuditEntryRepository {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: TenantReader,
  ) {}

  /** @throws Error outside a unit of work of this tenant: an entry is committed with what it tells, or not at all */
  async append(tenantId: TenantId, entry: Omit<AuditEntryRow, 'tenantId'>): Promise<void> {
    const { id, at, action, actorKind, actorId, actorName, impersonatorId, targetType, targetId, changes, ip, traceId } = entry;
    const author = [actorKind, actorId, actorName, impersonatorId];
    await this.unitOfWork
      .manager(tenantId)
      .query(INSERT, [id, tenantId, at, action, ...author, targetType, targetId, JSON.stringify(changes), ip, traceId]);
  }

  page(tenantId: TenantId, query: AuditQuery): Promise<AuditRow[]> {
    return this.reader.query<AuditRow>(tenantId, {
      name: 'audit.page',
      text: TENANT_AUDIT_PAGE,
      values: pageValues({ ...query, tenantId }),
    });
  }
}
