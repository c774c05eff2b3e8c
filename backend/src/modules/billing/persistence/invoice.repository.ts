import { Injectable } from '@nestjs/common';
import type { InvoiceQuery } from '@orbisvoice/shared-dto';
import { MoreThan, Not } from 'typeorm';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { newId } from '../../../platform/database/ids.js';
import { TenantRepository } from '../../../platform/database/tenant.repository.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { offsetOf } from '../../../platform/http/page.js';
import type { InvoiceRecord } from '../domain/invoice-record.js';
import { InvoiceEntity } from './invoice.entity.js';

/** The states in which the money is gone are those of `isGone`. */
const RECOUNT = `
  update invoices set amount_refunded = (
    select coalesce(sum(amount), 0) from refunds where tenant_id = $1 and stripe_invoice_id = $2 and status in ('succeeded', 'pending')
  ) where tenant_id = $1 and stripe_invoice_id = $2`;

/** An invoice as it was read at `now`. */
export interface InvoiceWrite {
  readonly record: InvoiceRecord;
  readonly needsAction: boolean;
  readonly now: Date;
}

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

  /** One that the tenant may see. */
  async shown(tenantId: TenantId, id: string): Promise<InvoiceEntity | null> {
    return this.findOne(tenantId, { id, status: Not('draft') });
  }

  /** What a subscription owes longest. */
  async oldestOpen(tenantId: TenantId, stripeSubscriptionId: string): Promise<InvoiceEntity | null> {
    const where = { stripeSubscriptionId, status: 'open' as const, amountRemaining: MoreThan(0) };
    const [invoice] = await this.find(tenantId, { where, order: { createdAt: 'ASC', id: 'ASC' }, take: 1 });
    return invoice ?? null;
  }

  /** Writes what Stripe has over what we have, by Stripe's id. @returns our id */
  async put(tenantId: TenantId, { record, needsAction, now }: InvoiceWrite): Promise<string> {
    const known = await this.byStripeId(tenantId, record.stripeInvoiceId);
    const id = known?.id ?? newId();
    const row = { ...record, needsAction, linksFetchedAt: now, updatedAt: now };
    if (known) await this.update(tenantId, { id }, row);
    else await this.insert(tenantId, [{ ...row, id }]);
    if (!known) await this.recountRefunds(tenantId, record.stripeInvoiceId);
    return id;
  }

  /** What went back of an invoice, from its refunds: it does not tell itself. */
  async recountRefunds(tenantId: TenantId, stripeInvoiceId: string): Promise<void> {
    await this.sql(tenantId, RECOUNT, [tenantId, stripeInvoiceId]);
  }

  async putLinks(tenantId: TenantId, id: string, links: { hostedUrl: string | null; pdfUrl: string | null; at: Date }): Promise<void> {
    const { hostedUrl, pdfUrl, at: linksFetchedAt } = links;
    await this.update(tenantId, { id }, { hostedUrl, pdfUrl, linksFetchedAt });
  }
}
