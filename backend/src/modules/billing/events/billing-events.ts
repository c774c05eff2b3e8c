import type { DomainEventClass } from '../../../platform/events/domain-event.js';
import { DisputeClosed } from './dispute-closed.event.js';
import { DisputeOpened } from './dispute-opened.event.js';
import { InvoiceFinalizationFailed } from './invoice-finalization-failed.event.js';
import { InvoicePaid } from './invoice-paid.event.js';
import { InvoicePaymentActionRequired } from './invoice-payment-action-required.event.js';
import { InvoicePaymentFailed } from './invoice-payment-failed.event.js';
import { InvoiceRefunded } from './invoice-refunded.event.js';
import { PaymentMethodChanged } from './payment-method-changed.event.js';
import { PaymentMethodExpiring } from './payment-method-expiring.event.js';
import { SubscriptionCancelScheduled } from './subscription-cancel-scheduled.event.js';
import { SubscriptionCanceled } from './subscription-canceled.event.js';
import { SubscriptionChangeScheduled } from './subscription-change-scheduled.event.js';
import { SubscriptionChangeWithdrawn } from './subscription-change-withdrawn.event.js';
import { SubscriptionChanged } from './subscription-changed.event.js';
import { SubscriptionCreated } from './subscription-created.event.js';
import { SubscriptionExpiring } from './subscription-expiring.event.js';
import { SubscriptionPastDue } from './subscription-past-due.event.js';
import { SubscriptionRecovered } from './subscription-recovered.event.js';
import { SubscriptionResumed } from './subscription-resumed.event.js';
import { SubscriptionTrialEnding } from './subscription-trial-ending.event.js';
import { UsageThresholdReached } from './usage-threshold-reached.event.js';

/** Every event billing publishes. */
export const BILLING_EVENTS: readonly DomainEventClass[] = [
  UsageThresholdReached,
  SubscriptionCreated,
  SubscriptionChanged,
  SubscriptionChangeScheduled,
  SubscriptionChangeWithdrawn,
  SubscriptionCancelScheduled,
  SubscriptionResumed,
  SubscriptionCanceled,
  SubscriptionPastDue,
  SubscriptionRecovered,
  SubscriptionExpiring,
  SubscriptionTrialEnding,
  InvoicePaid,
  InvoicePaymentFailed,
  InvoicePaymentActionRequired,
  InvoiceFinalizationFailed,
  InvoiceRefunded,
  DisputeOpened,
  DisputeClosed,
  PaymentMethodChanged,
  PaymentMethodExpiring,
];
