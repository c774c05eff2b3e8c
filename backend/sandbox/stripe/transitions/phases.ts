import type Stripe from 'stripe';
import type { Draft } from '../core/draft.js';
import { StripeProblem } from '../core/problem.js';
import { idOf } from '../objects/catalogue.js';
import { previousOf } from '../objects/customers.js';
import { discountsOfPhase, itemsOfPhase } from '../objects/schedules.js';
import { currentPeriodEnd, withItems } from '../objects/subscriptions.js';
import { cancelNow } from './cancelling.js';
import { closeSchedule } from './closing-schedules.js';

type Schedule = Stripe.SubscriptionSchedule;

/** The schedule that manages a subscription, if one does. */
export function scheduleOf(draft: Draft, subscription: Stripe.Subscription): Schedule | null {
  if (subscription.schedule === null) return null;
  return draft.find('schedules', idOf(subscription.schedule)) ?? null;
}

/** Refuses what only the schedule may change, in Stripe's words. */
export function refuseUnderSchedule(subscription: Stripe.Subscription): void {
  if (subscription.schedule === null) return;
  throw new StripeProblem(
    400,
    `The subscription is managed by the subscription schedule \`${idOf(subscription.schedule)}\`, and updating any cancelation behavior directly is not allowed. Please update the schedule instead.`,
  );
}

/** Changes a schedule and says what it was before. */
export function updateSchedule(draft: Draft, schedule: Schedule, patch: Partial<Schedule>): Schedule {
  const previous = previousOf(schedule, patch);
  if (Object.keys(previous).length === 0) return schedule;
  const next = draft.put('schedules', { ...schedule, ...patch });
  draft.emit('subscription_schedule.updated', next, previous);
  return next;
}

function phaseAfter(schedule: Schedule): Schedule['phases'][number] | undefined {
  return schedule.phases.find((phase) => phase.start_date === schedule.current_phase?.end_date);
}

/** Whether the schedule's running phase is over when the subscription's period is. */
function endsWithPeriod(schedule: Schedule | null, subscription: Stripe.Subscription): schedule is Schedule {
  return schedule?.current_phase != null && schedule.current_phase.end_date <= currentPeriodEnd(subscription);
}

function inPhase(draft: Draft, subscription: Stripe.Subscription, phase: Schedule['phases'][number]): Stripe.Subscription {
  const items = withItems(subscription, itemsOfPhase(draft, subscription, phase));
  return { ...subscription, ...items, discounts: discountsOfPhase(subscription, phase) };
}

/** The subscription as it will be billed next; a preview changes nothing. */
export function withNextPhase(draft: Draft, subscription: Stripe.Subscription): Stripe.Subscription {
  const schedule = scheduleOf(draft, subscription);
  const next = endsWithPeriod(schedule, subscription) ? phaseAfter(schedule) : undefined;
  return next === undefined ? subscription : inPhase(draft, subscription, next);
}

/**
 * The running phase ends with the period: the next one begins, or the schedule does what its end behaviour says.
 * Returns the subscription as it goes on, not stored yet; null when it ended.
 */
export function enterPhase(draft: Draft, subscription: Stripe.Subscription): Stripe.Subscription | null {
  const schedule = scheduleOf(draft, subscription);
  if (!endsWithPeriod(schedule, subscription)) return subscription;
  const next = phaseAfter(schedule);
  if (next !== undefined) {
    updateSchedule(draft, schedule, { current_phase: { end_date: next.end_date, start_date: next.start_date } });
    return inPhase(draft, subscription, next);
  }
  if (schedule.end_behavior === 'cancel') {
    closeSchedule(draft, schedule, 'completed');
    cancelNow(draft, { ...subscription, schedule: null });
    return null;
  }
  closeSchedule(draft, schedule, 'released');
  return { ...subscription, schedule: null };
}
