import type Stripe from 'stripe';
import type { Draft } from '../core/draft.js';
import { idOf } from '../objects/catalogue.js';
import { previousOf } from '../objects/customers.js';
import { currentPeriodEnd } from '../objects/subscriptions.js';
import { closeSchedule } from './closing-schedules.js';

export interface CancellationWords {
  comment?: string | null | undefined;
  feedback?: string | null | undefined;
}

/** Why a subscription ends, when nobody asked for it. */
export interface Cancellation extends CancellationWords {
  reason?: 'payment_failed' | undefined;
}

/** What changes on a subscription that is told to end with its period, or told to go on after all. */
export function periodEndPatch(
  draft: Draft,
  subscription: Stripe.Subscription,
  isEnding: boolean,
): Pick<Stripe.Subscription, 'cancel_at' | 'cancel_at_period_end' | 'canceled_at' | 'cancellation_details'> {
  const details = subscription.cancellation_details ?? { comment: null, feedback: null, feedback_option: null, reason: null };
  if (!isEnding) {
    return { cancel_at: null, cancel_at_period_end: false, canceled_at: null, cancellation_details: { ...details, reason: null } };
  }
  return {
    cancel_at: currentPeriodEnd(subscription),
    cancel_at_period_end: true,
    canceled_at: subscription.canceled_at ?? draft.at,
    cancellation_details: { ...details, reason: 'cancellation_requested' },
  };
}

/** The reasons a customer gave, merged into what is known. */
export function withWords(
  details: Stripe.Subscription.CancellationDetails | null,
  words: CancellationWords,
): Stripe.Subscription.CancellationDetails {
  const known = details ?? { comment: null, feedback: null, feedback_option: null, reason: null };
  return {
    ...known,
    comment: words.comment === undefined ? known.comment : words.comment,
    feedback: words.feedback === undefined ? known.feedback : words.feedback,
  };
}

/** Ends a subscription now. */
export function cancelNow(draft: Draft, subscription: Stripe.Subscription, words: Cancellation = {}): Stripe.Subscription {
  const details = withWords(subscription.cancellation_details, words);
  const reason = words.reason ?? details.reason ?? 'cancellation_requested';
  const ended = draft.put('subscriptions', {
    ...subscription,
    canceled_at: subscription.canceled_at ?? draft.at,
    cancellation_details: { ...details, reason },
    ended_at: draft.at,
    status: 'canceled',
  });
  draft.remove('pendingLines', subscription.id);
  draft.remove('reminders', subscription.id);
  stopCollecting(draft, subscription.id);
  const schedule = subscription.schedule === null ? undefined : draft.find('schedules', idOf(subscription.schedule));
  if (schedule?.status === 'active') closeSchedule(draft, schedule, reason === 'payment_failed' ? 'aborted' : 'canceled');
  draft.emit('customer.subscription.deleted', ended);
  return ended;
}

/** Invoices of an ended subscription stay as they are; nobody charges them any more. */
function stopCollecting(draft: Draft, id: string): void {
  const open = draft
    .all('invoices')
    .filter(
      (invoice) => invoice.parent?.subscription_details?.subscription === id && (invoice.status === 'open' || invoice.status === 'draft'),
    );
  for (const invoice of open) {
    const patch = { auto_advance: false, automatically_finalizes_at: null, next_payment_attempt: null };
    const previous = previousOf<Stripe.Invoice>(invoice, patch);
    if (Object.keys(previous).length === 0) continue;
    draft.emit('invoice.updated', draft.put('invoices', { ...invoice, ...patch }), previous);
  }
}
