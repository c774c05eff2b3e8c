import { Injectable } from '@nestjs/common';
import type { AuditQuery } from '@orbisvoice/shared-dto';
import { PlatformDatabase } from '../../platform/database/platform-database.js';
import { AUDIT_PAGE, pageValues, type AuditRow } from './audit-page.sql.js';

/** Every tenant's entries, for staff. */
@Injectable()
export class AllTenantsAuditRepository {
  constructor(private readonly database: PlatformDatabase) {}

  page(query: AuditQuery): Promise<AuditRow[]> {
    return this.database.query<AuditRow>({ text: AUDIT_PAGE, values: pageValues(query) });
  }
}
