import { Injectable } from '@nestjs/common';
import { tenantIdOf, type TenantId } from '../../../platform/access/tenant-id.js';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** Somebody of staff. */
export interface StaffMember {
  readonly tenantId: TenantId;
  readonly userId: string;
  readonly email: string;
  readonly name: string;
}

/** Staff have a tenant each: who they are is a question about all of them. */
@Injectable()
export class AllTenantsStaffRepository {
  constructor(private readonly database: PlatformDatabase) {}

  async all(): Promise<StaffMember[]> {
    const rows = await this.database.query<Omit<StaffMember, 'tenantId'> & { tenantId: string }>({
      name: 'auth.staff',
      text: `select u.tenant_id as "tenantId", u.id as "userId", u.email, u.name
             from staff_roster r join users u on u.id = r.user_id order by u.created_at, u.id`,
    });
    return rows.map((row) => ({ ...row, tenantId: tenantIdOf(row.tenantId) }));
  }
}
