import type { PaymentAttemptOutcome } from '@orbisvoice/shared-dto/values';
import type { InvoiceRecord } from './invoice-record.js';

/** One try to collect an invoice. Kept once per invoice, number and outcome, however often and in whatever order it is reported. */
export interface PaymentAttemptRecord {
  /** Stripe's count; retries by hand do not raise it. */
  readonly attempt: number;
  readonly at: Date;
  readonly outcome: PaymentAttemptOutcome;
  /** The issuer's code. */
  readonly reason: string | null;
  readonly nextAttemptAt: Date | null;
}

/** An attempt as an event tells of it: a fact of the past that the invoice of today does not hold any more. */
export type ReportedAttempt = Omit<PaymentAttemptRecord, 'reason'>;

/**
 * The attempts to write down, from the event (if it told of one) and from the invoice as it is now. Why the last one failed stands at the
 * payment as it is now, so it is the reason of that attempt and of no earlier one.
 */
export function attemptsOf(
  invoice: Pick<InvoiceRecord, 'status' | 'attemptCount' | 'amountPaid' | 'paidAt'>,
  reported: ReportedAttempt | null,
  declineReason: string | null,
): PaymentAttemptRecord[] {
  const told = reported && { ...reported, reason: reported.attempt === invoice.attemptCount ? declineReason : null };
  return [...(told ? [told] : []), ...paidAttempt(invoice)];
}

/** What was covered by credit or costs nothing was never collected. */
function paidAttempt(invoice: Pick<InvoiceRecord, 'status' | 'attemptCount' | 'amountPaid' | 'paidAt'>): PaymentAttemptRecord[] {
  const { status, paidAt, amountPaid, attemptCount } = invoice;
  if (status !== 'paid' || !paidAt || amountPaid === 0) return [];
  return [{ attempt: attemptCount, at: paidAt, outcome: 'paid', reason: null, nextAttemptAt: null }];
}
