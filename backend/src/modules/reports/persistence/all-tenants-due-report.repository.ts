import { Injectable } from '@nestjs/common';
import { tenantIdOf, type TenantId } from '../../../platform/access/tenant-id.js';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** A schedule whose time has come. */
export interface DueSchedule {
  readonly tenantId: TenantId;
  readonly id: string;
}

/** Schedules of every tenant whose time has come. Those of a workspace that is closed wait: nothing of it runs. */
@Injectable()
export class AllTenantsDueReportRepository {
  constructor(private readonly database: PlatformDatabase) {}

  async due(now: Date, limit: number): Promise<DueSchedule[]> {
    const rows = await this.database.query<{ tenant_id: string; id: string }>({
      name: 'reports.due',
      text: `select s.tenant_id, s.id from report_schedules s join tenants t on t.id = s.tenant_id
              where s.next_run_at <= $1 and t.status = 'active' order by s.next_run_at, s.id limit $2`,
      values: [now, limit],
    });
    return rows.map(({ tenant_id: tenantId, id }) => ({ tenantId: tenantIdOf(tenantId), id }));
  }
}
