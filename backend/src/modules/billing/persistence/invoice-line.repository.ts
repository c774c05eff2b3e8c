import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { newId } from '../../../platform/database/ids.js';
import { TenantRepository } from '../../../platform/database/tenant.repository.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { InvoiceLineRecord } from '../domain/invoice-line.js';
import { InvoiceLineEntity } from './invoice-line.entity.js';

/** A line with what was used in its period. */
export interface CountedLine {
  readonly line: InvoiceLineEntity;
  /** Null where no usage period begins in the line's. */
  readonly conversations: number | null;
}

const USED = `
  select l.id, sum(p.used)::text as used from invoice_lines l
    left join usage_periods p on p.tenant_id = l.tenant_id and p.period_start >= l.period_start and p.period_start < l.period_end
   where l.tenant_id = $1 and l.stripe_invoice_id = $2 group by l.id`;

@Injectable()
export class InvoiceLineRepository extends TenantRepository<InvoiceLineEntity> {
  constructor(unitOfWork: UnitOfWork) {
    super(InvoiceLineEntity, unitOfWork);
  }

  /** In Stripe's order. */
  of(tenantId: TenantId, stripeInvoiceId: string): Promise<InvoiceLineEntity[]> {
    return this.find(tenantId, { where: { stripeInvoiceId }, order: { position: 'ASC' } });
  }

  /** The lines with what the tenant used in each one's period. */
  async counted(tenantId: TenantId, stripeInvoiceId: string): Promise<CountedLine[]> {
    const rows = await this.sql<{ id: string; used: string | null }>(tenantId, USED, [tenantId, stripeInvoiceId]);
    const used = new Map(rows.map((row) => [row.id, row.used === null ? null : Number(row.used)]));
    return (await this.of(tenantId, stripeInvoiceId)).map((line) => ({ line, conversations: used.get(line.id) ?? null }));
  }

  /** Puts Stripe's lines over ours: a draft's may change and vanish, a finished invoice's stay as they are. */
  async put(tenantId: TenantId, stripeInvoiceId: string, lines: readonly InvoiceLineRecord[]): Promise<void> {
    const known = await this.of(tenantId, stripeInvoiceId);
    if (isDeepStrictEqual(known.map(recordOf), lines.map(recordOf))) return;
    await this.remove(tenantId, { stripeInvoiceId });
    const idOf = (line: InvoiceLineRecord): string => known.find((one) => one.stripeLineId === line.stripeLineId)?.id ?? newId();
    await this.insert(
      tenantId,
      lines.map((line) => ({ ...line, id: idOf(line), stripeInvoiceId })),
    );
  }
}

const recordOf = (line: InvoiceLineRecord): InvoiceLineRecord => ({
  stripeLineId: line.stripeLineId,
  position: line.position,
  kind: line.kind,
  description: line.description,
  quantity: line.quantity,
  amount: line.amount,
  planCode: line.planCode,
  periodStart: line.periodStart,
  periodEnd: line.periodEnd,
});
