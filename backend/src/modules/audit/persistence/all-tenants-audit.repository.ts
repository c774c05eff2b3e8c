import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import type { Stretch, SubjectKeyRow } from './audit-entry.repository.js';
import { auditPage, auditStretch, type AuditExportRow, type AuditFilter, type AuditRow, type ExportFilter } from './audit-page.sql.js';

/** Keys of many tenants: pairs of tenant and subject in two arrays of one length. */
const KEYS = `
select k.tenant_id as "tenantId", k.subject, k.key_sealed as sealed
from audit_subject_keys k join unnest($1::uuid[], $2::text[]) as w (tenant_id, subject) using (tenant_id, subject)`;

export interface TenantSubject {
  readonly tenantId: string;
  readonly subject: string;
}

/** Every tenant's entries, for staff. */
@Injectable()
export class AllTenantsAuditRepository {
  constructor(private readonly database: PlatformDatabase) {}

  page(filter: AuditFilter): Promise<AuditRow[]> {
    // without a name: planned with its values, so that a rare action and a frequent one are each read the right way
    const { text, values } = auditPage(filter);
    return this.database.query<AuditRow>({ text, values });
  }

  stretch(filter: ExportFilter, { behind, limit }: Stretch): Promise<AuditExportRow[]> {
    const { text, values } = auditStretch(filter, behind, limit);
    return this.database.query<AuditExportRow>({ text, values });
  }

  /** Those keys that are there: a subject that was erased has none. */
  keysOf(wanted: readonly TenantSubject[]): Promise<(SubjectKeyRow & TenantSubject)[]> {
    return this.database.query<SubjectKeyRow & TenantSubject>({
      text: KEYS,
      values: [wanted.map(({ tenantId }) => tenantId), wanted.map(({ subject }) => subject)],
    });
  }

  /** Deletes the keys of these subjects in every tenant. Returns how many there were. */
  async forget(subjects: readonly string[]): Promise<number> {
    const text = 'delete from audit_subject_keys where subject = any($1::text[]) returning 1 as gone';
    return (await this.database.query({ text, values: [subjects] })).length;
  }

  /** Deletes all keys of a tenant. Returns how many there were. */
  async forgetTenant(tenantId: string): Promise<number> {
    const text = 'delete from audit_subject_keys where tenant_id = $1 returning 1 as gone';
    return (await this.database.query({ text, values: [tenantId] })).length;
  }
}
