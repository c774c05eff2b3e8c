import { Injectable } from '@nestjs/common';
import { tenantIdOf, type TenantId } from '../../../platform/access/tenant-id.js';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** Who works for the platform. */
@Injectable()
export class AllTenantsStaffRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** Staff with a proved address, by tenant. */
  async reachable(): Promise<{ readonly tenantId: TenantId; readonly staffIds: readonly string[] }[]> {
    const rows = await this.database.query<{ tenantId: string; staffIds: string[] }>({
      text: `select u.tenant_id as "tenantId", array_agg(u.id::text order by u.id) as "staffIds"
             from users u join tenants t on t.id = u.tenant_id
             where u.is_admin and u.email_verified_at is not null and t.status in ('active', 'suspended')
             group by u.tenant_id order by u.tenant_id`,
    });
    return rows.map(({ tenantId, staffIds }) => ({ tenantId: tenantIdOf(tenantId), staffIds }));
  }
}
