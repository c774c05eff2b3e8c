import type { DisputeStatus } from '@orbisvoice/shared-dto/values';
import { Column, Entity } from 'typeorm';
import { TenantEntity } from '../../../platform/database/base.entity.js';
import { InstantColumn } from '../../../platform/database/instant.column.js';
import { MoneyColumn } from '../../../platform/database/money.column.js';
import type { DisputeRecord } from '../domain/money-back.js';

/** A payment that a cardholder contests. */
@Entity('disputes')
export class DisputeEntity extends TenantEntity implements DisputeRecord {
  @Column({ name: 'stripe_dispute_id', type: 'text' })
  stripeDisputeId: string;

  @Column({ name: 'stripe_invoice_id', type: 'text', nullable: true })
  stripeInvoiceId: string | null;

  @Column({ name: 'stripe_charge_id', type: 'text', nullable: true })
  stripeChargeId: string | null;

  @MoneyColumn()
  amount: number;

  @Column({ type: 'text' })
  currency: string;

  @Column({ type: 'text' })
  status: DisputeStatus;

  @Column({ type: 'text' })
  reason: string;

  @InstantColumn({ name: 'evidence_due_by', nullable: true })
  evidenceDueBy: Date | null;

  @InstantColumn({ name: 'opened_at' })
  openedAt: Date;

  @InstantColumn({ name: 'closed_at', nullable: true })
  closedAt: Date | null;

  @InstantColumn({ name: 'updated_at' })
  updatedAt: Date;
}
