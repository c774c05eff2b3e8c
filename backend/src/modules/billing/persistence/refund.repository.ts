import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { newId } from '../../../platform/database/ids.js';
import { TenantRepository } from '../../../platform/database/tenant.repository.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { RefundRecord } from '../domain/money-back.js';
import { RefundEntity } from './refund.entity.js';

@Injectable()
export class RefundRepository extends TenantRepository<RefundEntity> {
  constructor(unitOfWork: UnitOfWork) {
    super(RefundEntity, unitOfWork);
  }

  /** Of an invoice, oldest first. */
  of(tenantId: TenantId, stripeInvoiceId: string): Promise<RefundEntity[]> {
    return this.find(tenantId, { where: { stripeInvoiceId }, order: { createdAt: 'ASC', id: 'ASC' } });
  }

  byStripeId(tenantId: TenantId, stripeRefundId: string): Promise<RefundEntity | null> {
    return this.findOne(tenantId, { stripeRefundId });
  }

  /** Writes what Stripe has over what we have. @returns our id */
  async put(tenantId: TenantId, record: RefundRecord, now: Date): Promise<string> {
    const known = await this.byStripeId(tenantId, record.stripeRefundId);
    const id = known?.id ?? newId();
    if (known) await this.update(tenantId, { id }, { ...record, updatedAt: now });
    else await this.insert(tenantId, [{ ...record, id, updatedAt: now }]);
    return id;
  }
}
