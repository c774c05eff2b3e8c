import type { PaymentAttemptOutcome } from '@orbisvoice/shared-dto/values';
import type { ReportedAttempt } from '../domain/payment-attempt.js';
import { field, optionalInstant } from './stripe-values.js';

const OUTCOMES: Readonly<Record<string, PaymentAttemptOutcome>> = {
  'invoice.payment_failed': 'failed',
  'invoice.payment_action_required': 'action_required',
};

/**
 * The attempt an event tells of. The one thing taken from an event's own copy of an invoice: which attempt it was and when the next one
 * follows is over by the time the invoice is read.
 */
export function reportedAttempt(event: { type: string; createdAt: Date; payload: unknown }): ReportedAttempt | null {
  const outcome = OUTCOMES[event.type];
  const invoice = field(field(event.payload, 'data'), 'object');
  const attempt = whole(invoice, 'attempt_count');
  if (!outcome || attempt === null) return null;
  return { attempt, at: event.createdAt, outcome, nextAttemptAt: optionalInstant(whole(invoice, 'next_payment_attempt')) };
}

function whole(value: unknown, name: string): number | null {
  const found = field(value, name);
  return typeof found === 'number' && Number.isSafeInteger(found) && found >= 0 ? found : null;
}
