import type { PlanCode } from '@orbisvoice/shared-dto/values';
import { Column, Entity } from 'typeorm';
import { TenantEntity } from '../../../platform/database/base.entity.js';
import { InstantColumn } from '../../../platform/database/instant.column.js';
import { MoneyColumn } from '../../../platform/database/money.column.js';
import type { InvoiceLineKind, InvoiceLineRecord } from '../domain/invoice-line.js';

/** Our copy of a line of a Stripe invoice. */
@Entity('invoice_lines')
export class InvoiceLineEntity extends TenantEntity implements InvoiceLineRecord {
  @Column({ name: 'stripe_invoice_id', type: 'text' })
  stripeInvoiceId: string;

  @Column({ name: 'stripe_line_id', type: 'text' })
  stripeLineId: string;

  @Column({ type: 'integer' })
  position: number;

  @Column({ type: 'text' })
  kind: InvoiceLineKind;

  @Column({ type: 'text' })
  description: string;

  @MoneyColumn({ nullable: true })
  quantity: number | null;

  @MoneyColumn()
  amount: number;

  @Column({ name: 'plan_code', type: 'text', nullable: true })
  planCode: PlanCode | null;

  @InstantColumn({ name: 'period_start' })
  periodStart: Date;

  @InstantColumn({ name: 'period_end' })
  periodEnd: Date;
}
