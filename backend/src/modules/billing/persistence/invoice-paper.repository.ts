import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';

/** A line as a receipt shows it, in minor units. */
export interface PaperLine {
  readonly description: string;
  readonly amount: number;
}

/** By text, not by uuid: an id that is none finds nothing instead of failing. */
const LINES = `
  select description, amount from (
    select l.position, l.description, l.amount::float8 as amount
      from invoices i join invoice_lines l on l.tenant_id = i.tenant_id and l.stripe_invoice_id = i.stripe_invoice_id
     where i.tenant_id = $1 and i.id::text = $2
    union all
    select 1000000, 'Discount', -discount::float8 from invoices where tenant_id = $1 and id::text = $2 and discount > 0
  ) paper order by position`;

const CHARGE = `
  select total::float8 as total from invoices
   where tenant_id = $1 and stripe_subscription_id = $2 and billing_reason = 'subscription_update' and total > 0
     and status in ('open', 'paid') and created_at between $3 and $4
   order by created_at desc limit 1`;

@Injectable()
export class InvoicePaperRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  lines(tenantId: TenantId, invoiceId: string): Promise<PaperLine[]> {
    return this.unitOfWork.run(tenantId, (manager) => manager.query<PaperLine[]>(LINES, [tenantId, invoiceId]));
  }

  async chargeOfChange(tenantId: TenantId, which: { subscriptionId: string; from: Date; to: Date }): Promise<number | null> {
    const values = [tenantId, which.subscriptionId, which.from, which.to];
    const [row] = await this.unitOfWork.run(tenantId, (manager) => manager.query<{ total: number }[]>(CHARGE, values));
    return row?.total ?? null;
  }
}
