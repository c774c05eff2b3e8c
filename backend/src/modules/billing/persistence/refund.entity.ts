import type { RefundStatus } from '@orbisvoice/shared-dto/values';
import { Column, Entity } from 'typeorm';
import { TenantEntity } from '../../../platform/database/base.entity.js';
import { InstantColumn } from '../../../platform/database/instant.column.js';
import { MoneyColumn } from '../../../platform/database/money.column.js';
import type { RefundRecord } from '../domain/money-back.js';

/** Money of a payment that went back. */
@Entity('refunds')
export class RefundEntity extends TenantEntity implements RefundRecord {
  @Column({ name: 'stripe_refund_id', type: 'text' })
  stripeRefundId: string;

  @Column({ name: 'stripe_invoice_id', type: 'text', nullable: true })
  stripeInvoiceId: string | null;

  @Column({ name: 'stripe_charge_id', type: 'text', nullable: true })
  stripeChargeId: string | null;

  @MoneyColumn()
  amount: number;

  @Column({ type: 'text' })
  currency: string;

  @Column({ type: 'text' })
  status: RefundStatus;

  @Column({ type: 'text', nullable: true })
  reason: string | null;

  @InstantColumn({ name: 'created_at' })
  createdAt: Date;

  @InstantColumn({ name: 'updated_at' })
  updatedAt: Date;
}
