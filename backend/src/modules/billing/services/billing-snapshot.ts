import type { PlanCode } from '@orbisvoice/shared-dto/values';
import type { StripeInvoice, StripePrice, StripeSubscription } from '../stripe/stripe.gateway.js';

/** What was read from Stripe, before any transaction began. */
export interface BillingSnapshot {
  readonly subscriptions: readonly StripeSubscription[];
  readonly invoice: InvoiceSnapshot | null;
}

/** An invoice with what it only names. */
export interface InvoiceSnapshot {
  readonly object: StripeInvoice;
  /** All of its lines; the invoice itself carries the first ones only. */
  readonly lines: StripeInvoice['lines']['data'];
  readonly prices: readonly StripePrice[];
  /** The plan it is for. */
  readonly planCode: PlanCode | null;
  /** The bank asks the cardholder to confirm the payment. */
  readonly needsAction: boolean;
  /** Why the last attempt failed: the issuer's code. */
  readonly declineReason: string | null;
}

/** What to read. */
export interface BillingTarget {
  readonly subscriptionId: string | null;
  readonly invoiceId: string | null;
}
