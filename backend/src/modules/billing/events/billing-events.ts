import type { DomainEventClass } from '../../../platform/events/domain-event.js';
import { InvoicePaid } from './invoice-paid.event.js';
import { InvoicePaymentFailed } from './invoice-payment-failed.event.js';
import { SubscriptionCancelScheduled } from './subscription-cancel-scheduled.event.js';
import { SubscriptionCanceled } from './subscription-canceled.event.js';
import { SubscriptionChanged } from './subscription-changed.event.js';
import { SubscriptionCreated } from './subscription-created.event.js';
import { SubscriptionResumed } from './subscription-resumed.event.js';
import { UsageThresholdReached } from './usage-threshold-reached.event.js';

/** Every event billing publishes. */
export const BILLING_EVENTS: readonly DomainEventClass[] = [
  UsageThresholdReached,
  SubscriptionCreated,
  SubscriptionChanged,
  SubscriptionCancelScheduled,
  SubscriptionResumed,
  SubscriptionCanceled,
  InvoicePaid,
  InvoicePaymentFailed,
];
