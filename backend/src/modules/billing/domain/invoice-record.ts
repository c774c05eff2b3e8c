import type { InvoiceStatus, PlanCode } from '@orbisvoice/shared-dto/values';

/** An invoice as Stripe has it, in our words. Amounts in minor units of `currency`. */
export interface InvoiceRecord {
  readonly stripeInvoiceId: string;
  readonly stripeSubscriptionId: string | null;
  readonly number: string | null;
  readonly status: InvoiceStatus;
  readonly planCode: PlanCode | null;
  /** Stripe's word for why it exists: `subscription_cycle`, `subscription_update`, … */
  readonly billingReason: string | null;
  /** Lines before discounts of the invoice and tax. */
  readonly subtotal: number;
  readonly discount: number;
  readonly tax: number;
  readonly total: number;
  /** Account credit that paid a part of it. */
  readonly creditApplied: number;
  readonly amountDue: number;
  readonly amountPaid: number;
  readonly amountRemaining: number;
  readonly currency: string;
  readonly periodStart: Date;
  readonly periodEnd: Date;
  readonly attemptCount: number;
  readonly nextAttemptAt: Date | null;
  /** Why it could not be finalised; Stripe's code. */
  readonly finalizationError: string | null;
  readonly hostedUrl: string | null;
  readonly pdfUrl: string | null;
  readonly createdAt: Date;
  readonly paidAt: Date | null;
}
