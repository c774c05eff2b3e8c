import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';

/**
 * Which state of a tenant's billing one has read Stripe after. Reading Stripe takes no lock and no transaction; applying what was read moves
 * the revision it started from. Whoever comes second has read too early and reads again, so an older state never lands on a newer one.
 */
@Injectable()
export class BillingRevisionRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async current(tenantId: TenantId): Promise<number> {
    return this.unitOfWork.run(tenantId, async (manager) => {
      const rows = await manager.query<{ revision: string }[]>('select revision from billing_revisions where tenant_id = $1', [tenantId]);
      return Number(rows[0]?.revision ?? 0);
    });
  }

  /** Moves the revision in the open unit of work and holds it until the commit. False: somebody was faster, roll back and read again. */
  async advance(tenantId: TenantId, from: number): Promise<boolean> {
    const manager = this.unitOfWork.manager(tenantId);
    const rows = await manager.query<unknown[]>(
      `insert into billing_revisions as r (tenant_id, revision) values ($1, $2 + 1)
       on conflict (tenant_id) do update set revision = r.revision + 1 where r.revision = $2
       returning revision`,
      [tenantId, from],
    );
    return rows.length > 0;
  }
}
