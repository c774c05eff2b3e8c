import { Column, Entity } from 'typeorm';
import type { InvoiceStatus, PlanCode } from '@orbisvoice/shared-dto/values';
import { TenantEntity } from '../../../platform/database/base.entity.js';
import { InstantColumn } from '../../../platform/database/instant.column.js';
import { MoneyColumn } from '../../../platform/database/money.column.js';
import type { InvoiceRecord } from '../domain/subscription-record.js';

/** Our copy of a Stripe invoice. */
@Entity('invoices')
export class InvoiceEntity extends TenantEntity implements InvoiceRecord {
  @Column({ name: 'stripe_invoice_id', type: 'text' })
  stripeInvoiceId: string;

  @Column({ name: 'stripe_subscription_id', type: 'text', nullable: true })
  stripeSubscriptionId: string | null;

  @Column({ type: 'text', nullable: true })
  number: string | null;

  @Column({ type: 'text' })
  status: InvoiceStatus;

  @Column({ name: 'plan_code', type: 'text', nullable: true })
  planCode: PlanCode | null;

  @MoneyColumn()
  total: number;

  @MoneyColumn()
  tax: number;

  @MoneyColumn({ name: 'amount_paid' })
  amountPaid: number;

  @Column({ type: 'text' })
  currency: string;

  @InstantColumn({ name: 'period_start' })
  periodStart: Date;

  @InstantColumn({ name: 'period_end' })
  periodEnd: Date;

  @Column({ name: 'hosted_url', type: 'text', nullable: true })
  hostedUrl: string | null;

  @Column({ name: 'pdf_url', type: 'text', nullable: true })
  pdfUrl: string | null;

  @InstantColumn({ name: 'created_at' })
  createdAt: Date;

  @InstantColumn({ name: 'paid_at', nullable: true })
  paidAt: Date | null;

  @InstantColumn({ name: 'updated_at' })
  updatedAt: Date;
}
