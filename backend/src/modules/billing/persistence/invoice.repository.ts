import { Injectable } from '@nestjs/common';
import type { InvoiceQuery } from '@orbisvoice/shared-dto';
import { Not } from 'typeorm';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { newId } from '../../../platform/database/ids.js';
import { TenantRepository } from '../../../platform/database/tenant.repository.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { offsetOf } from '../../../platform/http/page.js';
import type { InvoiceRecord } from '../domain/invoice-record.js';
import { InvoiceEntity } from './invoice.entity.js';

@Injectable()
export class InvoiceRepository extends TenantRepository<InvoiceEntity> {
  constructor(unitOfWork: UnitOfWork) {
    super(InvoiceEntity, unitOfWork);
  }

  /** One page, newest first; drafts are mirrored but nobody's business yet. */
  list(tenantId: TenantId, query: InvoiceQuery): Promise<[InvoiceEntity[], number]> {
    return this.findAndCount(tenantId, {
      where: { status: query.status ?? Not('draft') },
      order: { createdAt: 'DESC', id: 'DESC' },
      skip: offsetOf(query),
      take: query.pageSize,
    });
  }

  byStripeId(tenantId: TenantId, stripeInvoiceId: string): Promise<InvoiceEntity | null> {
    return this.findOne(tenantId, { stripeInvoiceId });
  }

  /** Writes what Stripe has over what we have, by Stripe's id. @returns our id */
  async put(tenantId: TenantId, record: InvoiceRecord, now: Date): Promise<string> {
    const known = await this.byStripeId(tenantId, record.stripeInvoiceId);
    if (known) {
      await this.update(tenantId, { id: known.id }, { ...record, updatedAt: now });
      return known.id;
    }
    const id = newId();
    await this.insert(tenantId, [{ ...record, id, updatedAt: now }]);
    return id;
  }
}
