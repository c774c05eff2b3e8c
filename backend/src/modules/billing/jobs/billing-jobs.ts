import type { Type } from '@nestjs/common';
import { ApplyLimits } from './apply-limits.job.js';
import { CheckRevenue } from './check-revenue.job.js';
import { ExpireAccess } from './expire-access.job.js';
import { ExpireReservations } from './expire-reservations.job.js';
import { TellExpiringCards } from './expiring-cards.job.js';
import { TellExpiringSubscriptions } from './expiring-subscriptions.job.js';
import { ProcessStripeEvent } from './process-stripe-event.job.js';
import { ReconcileStripe } from './reconcile-stripe.job.js';
import { ReportOverage } from './report-overage.job.js';
import { RetireOverageItems } from './retire-overage-items.job.js';
import { StartReconciliation } from './start-reconciliation.job.js';
import { WatchWebhooks } from './watch-webhooks.job.js';

/** Every job of billing. */
export const BILLING_JOBS: readonly Type[] = [
  ApplyLimits,
  CheckRevenue,
  ExpireAccess,
  ExpireReservations,
  ProcessStripeEvent,
  ReconcileStripe,
  ReportOverage,
  RetireOverageItems,
  StartReconciliation,
  TellExpiringCards,
  TellExpiringSubscriptions,
  WatchWebhooks,
];
