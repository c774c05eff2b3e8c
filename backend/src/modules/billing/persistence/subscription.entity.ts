import { Column, Entity } from 'typeorm';
import type { BillingInterval, PlanCode } from '@orbisvoice/shared-dto/values';
import { TenantEntity } from '../../../platform/database/base.entity.js';
import { InstantColumn } from '../../../platform/database/instant.column.js';
import { MoneyColumn } from '../../../platform/database/money.column.js';
import type { SubscriptionDiscount, SubscriptionRecord } from '../domain/subscription-record.js';

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

  @Column({ name: 'billing_interval', type: 'text' })
  interval: BillingInterval;

  @MoneyColumn()
  price: number;

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

  @InstantColumn({ name: 'trial_end', nullable: true })
  trialEnd: Date | null;

  @InstantColumn({ name: 'cancel_at', nullable: true })
  cancelAt: Date | null;

  @InstantColumn({ name: 'started_at' })
  startedAt: Date;

  @InstantColumn({ name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column({ name: 'stripe_item_id', type: 'text' })
  stripeItemId: string;

  @Column({ name: 'stripe_price_id', type: 'text' })
  stripePriceId: string;

  @Column({ name: 'stripe_overage_item_id', type: 'text', nullable: true })
  stripeOverageItemId: string | null;

  @Column({ name: 'latest_stripe_invoice_id', type: 'text', nullable: true })
  latestStripeInvoiceId: string | null;

  @Column({ name: 'stripe_schedule_id', type: 'text', nullable: true })
  stripeScheduleId: string | null;

  @Column({ name: 'scheduled_plan_code', type: 'text', nullable: true })
  scheduledPlanCode: PlanCode | null;

  @Column({ name: 'scheduled_interval', type: 'text', nullable: true })
  scheduledInterval: BillingInterval | null;

  @MoneyColumn({ name: 'scheduled_price', nullable: true })
  scheduledPrice: number | null;

  @InstantColumn({ name: 'scheduled_at', nullable: true })
  scheduledAt: Date | null;

  @Column({ name: 'pending_plan_code', type: 'text', nullable: true })
  pendingPlanCode: PlanCode | null;

  @Column({ name: 'pending_interval', type: 'text', nullable: true })
  pendingInterval: BillingInterval | null;

  @InstantColumn({ name: 'pending_expires_at', nullable: true })
  pendingExpiresAt: Date | null;

  @Column({ type: 'jsonb', nullable: true })
  discount: SubscriptionDiscount | null;

  @InstantColumn({ name: 'created_at' })
  createdAt: Date;

  @InstantColumn({ name: 'updated_at' })
  updatedAt: Date;
}
