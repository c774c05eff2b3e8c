import { Injectable } from '@nestjs/common';
import { tenantIdOf, type TenantId } from '../../../platform/access/tenant-id.js';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** Tenants whose paid access has run out by the clock alone. */
@Injectable()
export class AllTenantsAccessRepository {
  constructor(private readonly database: PlatformDatabase) {}

  async withEndedAccess(now: Date, limit: number): Promise<TenantId[]> {
    const rows = await this.database.query<{ id: string }>({
      name: 'tenants.ended_access',
      text: `select id from tenants where subscription_tier <> 'free' and subscription_ends <= $1 order by subscription_ends limit $2`,
      values: [now, limit],
    });
    return rows.map((row) => tenantIdOf(row.id));
  }
}
