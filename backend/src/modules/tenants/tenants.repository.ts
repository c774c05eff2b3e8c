import { Injectable } from '@nestjs/common';
import type { QueryDeepPartialEntity } from 'typeorm';
import type { TenantId } from '../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Tenant } from './tenant.entity.js';

/** Reads and writes one tenant's own row: row-level security shows no other. */
@Injectable()
export class TenantsRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  find(tenantId: TenantId): Promise<Tenant | null> {
    return this.unitOfWork.run(tenantId, (manager) => manager.findOneBy(Tenant, { id: tenantId }));
  }

  lock(tenantId: TenantId): Promise<Tenant | null> {
    return this.unitOfWork.run(tenantId, (manager) =>
      manager.findOne(Tenant, { where: { id: tenantId }, lock: { mode: 'pessimistic_write' } }),
    );
  }

  /** The row, held as it is until the caller's unit of work ends: nobody changes it meanwhile, others may hold it too. */
  hold(tenantId: TenantId): Promise<Tenant | null> {
    return this.unitOfWork.run(tenantId, (manager) =>
      manager.findOne(Tenant, { where: { id: tenantId }, lock: { mode: 'pessimistic_read' } }),
    );
  }

  /** False when another tenant has the slug or the referral code; the transaction stays usable. */
  insertUnlessTaken(tenantId: TenantId, tenant: Tenant): Promise<boolean> {
    return this.unitOfWork.run(tenantId, async (manager) => {
      const inserted = await manager.createQueryBuilder().insert().into(Tenant).values(tenant).orIgnore().returning('id').execute();
      return Array.isArray(inserted.raw) && inserted.raw.length === 1;
    });
  }

  async update(tenantId: TenantId, patch: QueryDeepPartialEntity<Tenant>): Promise<void> {
    await this.unitOfWork.run(tenantId, (manager) => manager.update(Tenant, { id: tenantId }, patch));
  }
}
