import { Column, Entity } from 'typeorm';
import type { PlanCode } from '@orbisvoice/shared-dto/values';
import { TenantEntity } from '../../../platform/database/base.entity.js';
import { InstantColumn } from '../../../platform/database/instant.column.js';
import { MoneyColumn } from '../../../platform/database/money.column.js';
import type { SubscriptionRecord } from '../domain/subscription-record.js';

/** Our copy of a Stripe subscription. */
@Entity('subscriptions')
export class SubscriptionEntity extends TenantEntity implements SubscriptionRecord {
  @Column({ name: 'stripe_subscription_id', type: 'text' })
  stripeSubscriptionId: string;

  @Column({ name: 'stripe_customer_id', type: 'text' })
  stripeCustomerId: string;

  @Column({ name: 'plan_code', type: 'text' })
  planCode: PlanCode;

  @Column({ type: 'text' })
  status: string;

  @MoneyColumn()
  amount: number;

  @Column({ type: 'text' })
  currency: string;

  @InstantColumn({ name: 'current_period_start' })
  currentPeriodStart: Date;

  @InstantColumn({ name: 'current_period_end' })
  currentPeriodEnd: Date;

  @Column({ name: 'cancel_at_period_end', type: 'boolean' })
  cancelAtPeriodEnd: boolean;

  @Column({ name: 'cancel_reason', type: 'text', nullable: true })
  cancelReason: string | null;

  @InstantColumn({ name: 'past_due_since', nullable: true })
  pastDueSince: Date | null;

  @InstantColumn({ name: 'started_at' })
  startedAt: Date;

  @InstantColumn({ name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @InstantColumn({ name: 'created_at' })
  createdAt: Date;

  @InstantColumn({ name: 'updated_at' })
  updatedAt: Date;
}
