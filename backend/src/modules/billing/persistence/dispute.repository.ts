import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { newId } from '../../../platform/database/ids.js';
import { TenantRepository } from '../../../platform/database/tenant.repository.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { DisputeRecord } from '../domain/money-back.js';
import { DisputeEntity } from './dispute.entity.js';

@Injectable()
export class DisputeRepository extends TenantRepository<DisputeEntity> {
  constructor(unitOfWork: UnitOfWork) {
    super(DisputeEntity, unitOfWork);
  }

  /** Of an invoice, oldest first. */
  of(tenantId: TenantId, stripeInvoiceId: string): Promise<DisputeEntity[]> {
    return this.find(tenantId, { where: { stripeInvoiceId }, order: { openedAt: 'ASC', id: 'ASC' } });
  }

  /** Those of the invoices that a dispute is open about. */
  async openAmong(tenantId: TenantId, stripeInvoiceIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.find(tenantId, { where: { stripeInvoiceId: In([...stripeInvoiceIds]), closedAt: IsNull() } });
    return new Set(rows.flatMap(({ stripeInvoiceId }) => (stripeInvoiceId === null ? [] : [stripeInvoiceId])));
  }

  byStripeId(tenantId: TenantId, stripeDisputeId: string): Promise<DisputeEntity | null> {
    return this.findOne(tenantId, { stripeDisputeId });
  }

  /** Writes what Stripe has over what we have. @returns our id */
  async put(tenantId: TenantId, record: DisputeRecord, now: Date): Promise<string> {
    const known = await this.byStripeId(tenantId, record.stripeDisputeId);
    const id = known?.id ?? newId();
    const row = { ...record, updatedAt: now };
    if (known) await this.update(tenantId, { id }, row);
    else await this.insert(tenantId, [{ ...row, id }]);
    return id;
  }
}
