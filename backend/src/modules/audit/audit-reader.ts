import { Injectable } from '@nestjs/common';
import type { AuditEntry, AuditList, AuditQuery } from '@orbisvoice/shared-dto';
import type { TenantId } from '../../platform/access/tenant-id.js';
import { encodeCursor } from '../../platform/http/page.js';
import { AllTenantsAuditRepository } from './all-tenants-audit.repository.js';
import { AuditEntryRepository } from './audit-entry.repository.js';
import type { AuditRow } from './audit-page.sql.js';

/** Pages of the audit log, newest first, by keyset: new entries do not shift a page that somebody is reading. */
@Injectable()
export class AuditReader {
  constructor(
    private readonly entries: AuditEntryRepository,
    private readonly allTenants: AllTenantsAuditRepository,
  ) {}

  /** One tenant's own entries, behind row-level security. */
  async ofTenant(tenantId: TenantId, query: AuditQuery): Promise<AuditList> {
    return listOf(await this.entries.page(tenantId, query), query.pageSize);
  }

  /** Every tenant's entries; for staff only. */
  async ofAllTenants(query: AuditQuery): Promise<AuditList> {
    return listOf(await this.allTenants.page(query), query.pageSize);
  }
}

function listOf(rows: readonly AuditRow[], pageSize: number): AuditList {
  const shown = rows.slice(0, pageSize);
  const last = shown.at(-1);
  return { items: shown.map(entryOf), next: last && rows.length > pageSize ? encodeCursor([last.exact_at, last.id]) : null };
}

function entryOf(row: AuditRow): AuditEntry {
  return {
    id: row.id,
    at: row.at.toISOString(),
    tenantId: row.tenant_id,
    tenantName: row.tenant_name,
    action: row.action,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    actorName: row.actor_name,
    targetType: row.target_type,
    targetId: row.target_id,
    changes: row.changes,
    ip: row.ip,
    traceId: row.trace_id,
  };
}
