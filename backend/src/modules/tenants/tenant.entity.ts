import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PlanCode, SubscriptionStatus, TenantStatus } from '@orbisvoice/shared-dto/values';
import { InstantColumn } from '../../platform/database/instant.column.js';

/** One customer of the platform. Its id is the tenant id of every other row. */
@Entity('tenants')
export class Tenant {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text' })
  slug: string;

  @Column({ type: 'text' })
  status: TenantStatus;

  /** Why it is suspended or banned; its people read it. */
  @Column({ name: 'status_reason', type: 'text', nullable: true })
  statusReason: string | null;

  @InstantColumn({ name: 'status_since', nullable: true })
  statusSince: Date | null;

  @Column({ name: 'is_internal', type: 'boolean' })
  isInternal: boolean;

  @Column({ name: 'stripe_customer_id', type: 'text', nullable: true })
  stripeCustomerId: string | null;

  @Column({ name: 'stripe_subscription_id', type: 'text', nullable: true })
  stripeSubscriptionId: string | null;

  @Column({ name: 'subscription_status', type: 'text' })
  subscriptionStatus: SubscriptionStatus;

  @Column({ name: 'subscription_tier', type: 'text' })
  subscriptionTier: PlanCode;

  @InstantColumn({ name: 'subscription_ends', nullable: true })
  subscriptionEnds: Date | null;

  @Column({ name: 'billing_email', type: 'text' })
  billingEmail: string;

  @Column({ name: 'time_zone', type: 'text' })
  timeZone: string;

  @Column({ type: 'text' })
  locale: string;

  @Column({ name: 'referral_code', type: 'text' })
  referralCode: string;

  @InstantColumn({ name: 'created_at' })
  createdAt: Date;

  @InstantColumn({ name: 'updated_at' })
  updatedAt: Date;
}
