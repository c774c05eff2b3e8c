import { Injectable } from '@nestjs/common';
import { In, Not } from 'typeorm';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { newId } from '../../../platform/database/ids.js';
import { TenantRepository } from '../../../platform/database/tenant.repository.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { TaxIdRecord } from '../domain/tax-id-record.js';
import { TaxIdEntity } from './tax-id.entity.js';

@Injectable()
export class TaxIdRepository extends TenantRepository<TaxIdEntity> {
  constructor(unitOfWork: UnitOfWork) {
    super(TaxIdEntity, unitOfWork);
  }

  /** Oldest first. */
  all(tenantId: TenantId): Promise<TaxIdEntity[]> {
    return this.find(tenantId, { order: { createdAt: 'ASC', id: 'ASC' } });
  }

  byId(tenantId: TenantId, id: string): Promise<TaxIdEntity | null> {
    return this.findOne(tenantId, { id });
  }

  /** Puts Stripe's list over ours. */
  async put(tenantId: TenantId, records: readonly TaxIdRecord[]): Promise<void> {
    await this.remove(tenantId, { stripeTaxId: Not(In(records.map((record) => record.stripeTaxId))) });
    const known = new Map((await this.all(tenantId)).map((row) => [row.stripeTaxId, row.id]));
    for (const record of records) {
      const id = known.get(record.stripeTaxId);
      if (id) await this.update(tenantId, { id }, record);
      else await this.insert(tenantId, [{ ...record, id: newId() }]);
    }
  }
}
