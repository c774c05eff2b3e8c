import type { PaymentAttemptOutcome } from '@orbisvoice/shared-dto/values';
import { Column, Entity } from 'typeorm';
import { TenantEntity } from '../../../platform/database/base.entity.js';
import { InstantColumn } from '../../../platform/database/instant.column.js';
import type { PaymentAttemptRecord } from '../domain/payment-attempt.js';

/** A try to collect an invoice. */
@Entity('payment_attempts')
export class PaymentAttemptEntity extends TenantEntity implements PaymentAttemptRecord {
  @Column({ name: 'stripe_invoice_id', type: 'text' })
  stripeInvoiceId: string;

  @Column({ type: 'integer' })
  attempt: number;

  @InstantColumn()
  at: Date;

  @Column({ type: 'text' })
  outcome: PaymentAttemptOutcome;

  @Column({ type: 'text', nullable: true })
  reason: string | null;

  @InstantColumn({ name: 'next_attempt_at', nullable: true })
  nextAttemptAt: Date | null;
}
