import type { PlanCode } from '@orbisvoice/shared-dto/values';
import type { StripeInvoice, StripeSubscription } from '../stripe/stripe.gateway.js';

/** What was read from Stripe, before any transaction began. */
export interface BillingSnapshot {
  readonly subscriptions: readonly StripeSubscription[];
  readonly invoice: { readonly object: StripeInvoice; readonly planCode: PlanCode | null } | null;
}

/** What to read. */
export interface BillingTarget {
  readonly subscriptionId: string | null;
  readonly invoiceId: string | null;
}
