import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';

/** Who is staff. Whoever changes it asks here first, and then holds it until their unit of work ends. */
@Injectable()
export class StaffRosterRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Everybody of staff, in every tenant, under a lock of the whole platform: two changes take turns. */
  async lock(tenantId: TenantId): Promise<ReadonlySet<string>> {
    const rows = await this.unitOfWork.manager(tenantId).query<{ id: string }[]>('select id from lock_staff_roster() as id');
    return new Set(rows.map(({ id }) => id));
  }

  /** Whether a person can be staff: their address is proved and their workspace runs. A ban of it waits until the unit of work ends. */
  async isFit(tenantId: TenantId, userId: string): Promise<boolean> {
    const text = `
      select u.email_verified_at is not null and t.status = 'active' as "isFit" from users u join tenants t on t.id = u.tenant_id
      where u.tenant_id = $1 and u.id = $2 for share of t`;
    const [row] = await this.unitOfWork.manager(tenantId).query<{ isFit: boolean }[]>(text, [tenantId, userId]);
    return row?.isFit ?? false;
  }

  async set(tenantId: TenantId, user: { readonly id: string; readonly isAdmin: boolean; readonly at: Date }): Promise<void> {
    const text = 'update users set is_admin = $3, updated_at = $4 where tenant_id = $1 and id = $2';
    await this.unitOfWork.manager(tenantId).query(text, [tenantId, user.id, user.isAdmin, user.at]);
  }
}
