import type Stripe from 'stripe';
import type { Draft } from '../core/draft.js';
import { currentPeriodEnd } from '../objects/subscriptions.js';

export interface CancellationWords {
  comment?: string | null | undefined;
  feedback?: string | null | undefined;
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
export function cancelNow(draft: Draft, subscription: Stripe.Subscription, words: CancellationWords = {}): Stripe.Subscription {
  const details = withWords(subscription.cancellation_details, words);
  const ended = draft.put('subscriptions', {
    ...subscription,
    canceled_at: subscription.canceled_at ?? draft.at,
    cancellation_details: { ...details, reason: details.reason ?? 'cancellation_requested' },
    ended_at: draft.at,
    status: 'canceled',
  });
  draft.remove('pendingLines', subscription.id);
  draft.emit('customer.subscription.deleted', ended);
  return ended;
}
