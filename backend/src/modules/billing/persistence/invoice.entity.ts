import { Column, Entity } from 'typeorm';
import type { InvoiceStatus, PlanCode } from '@orbisvoice/shared-dto/values';
import { TenantEntity } from '../../../platform/database/base.entity.js';
import { InstantColumn } from '../../../platform/database/instant.column.js';
import { MoneyColumn } from '../../../platform/database/money.column.js';
import type { InvoiceRecord } from '../domain/invoice-record.js';

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

  @Column({ name: 'billing_reason', type: 'text', nullable: true })
  billingReason: string | null;

  @MoneyColumn()
  subtotal: number;

  @MoneyColumn()
  discount: number;

  @MoneyColumn()
  tax: number;

  @MoneyColumn()
  total: number;

  @MoneyColumn({ name: 'credit_applied' })
  creditApplied: number;

  @MoneyColumn({ name: 'amount_due' })
  amountDue: number;

  @MoneyColumn({ name: 'amount_paid' })
  amountPaid: number;

  @MoneyColumn({ name: 'amount_remaining' })
  amountRemaining: number;

  /** Kept from the refunds, not from the invoice: Stripe's invoice does not tell. */
  @MoneyColumn({ name: 'amount_refunded' })
  amountRefunded: number;

  @Column({ type: 'text' })
  currency: string;

  @InstantColumn({ name: 'period_start' })
  periodStart: Date;

  @InstantColumn({ name: 'period_end' })
  periodEnd: Date;

  @Column({ name: 'attempt_count', type: 'integer' })
  attemptCount: number;

  @InstantColumn({ name: 'next_attempt_at', nullable: true })
  nextAttemptAt: Date | null;

  @Column({ name: 'needs_action', type: 'boolean' })
  needsAction: boolean;

  @Column({ name: 'finalization_error', type: 'text', nullable: true })
  finalizationError: string | null;

  @Column({ name: 'hosted_url', type: 'text', nullable: true })
  hostedUrl: string | null;

  @Column({ name: 'pdf_url', type: 'text', nullable: true })
  pdfUrl: string | null;

  @InstantColumn({ name: 'links_fetched_at', nullable: true })
  linksFetchedAt: Date | null;

  @InstantColumn({ name: 'created_at' })
  createdAt: Date;

  @InstantColumn({ name: 'paid_at', nullable: true })
  paidAt: Date | null;

  @InstantColumn({ name: 'updated_at' })
  updatedAt: Date;
}
