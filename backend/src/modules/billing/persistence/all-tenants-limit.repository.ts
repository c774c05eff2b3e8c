import { Injectable } from '@nestjs/common';
import { tenantIdOf, type TenantId } from '../../../platform/access/tenant-id.js';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** Tenants whose limit has changed by itself. */
@Injectable()
export class AllTenantsLimitRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** Those whose running period still carries a limit that is over. */
  async overtaken(now: Date, limit: number): Promise<TenantId[]> {
    const rows = await this.database.query<{ id: string }>({
      name: 'limits.overtaken',
      text: `select tenant_id as id from usage_periods where limits_until <= $1 and period_start <= $1 and period_end > $1
             order by limits_until limit $2`,
      values: [now, limit],
    });
    return rows.map((row) => tenantIdOf(row.id));
  }
}
