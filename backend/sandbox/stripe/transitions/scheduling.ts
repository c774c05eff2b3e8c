import type Stripe from 'stripe';
import type { Draft } from '../core/draft.js';
import { periodEnd } from '../core/periods.js';
import { invalidParameter, StripeProblem } from '../core/problem.js';
import { idOf } from '../objects/catalogue.js';
import { discountsOfPhase, newPhase, newSchedule } from '../objects/schedules.js';
import { currentPeriodEnd } from '../objects/subscriptions.js';
import { cancelNow } from './cancelling.js';
import { recurringPrice } from './changing.js';
import { closeSchedule } from './closing-schedules.js';
import { updateSchedule } from './phases.js';
import { updateSubscription } from './subscribing.js';

type Schedule = Stripe.SubscriptionSchedule;

export interface PhaseRequest {
  items: readonly { price: string; quantity?: number | undefined }[];
  start_date?: number | undefined;
  end_date?: number | undefined;
  duration?: { interval: string; interval_count?: number | undefined } | undefined;
  proration_behavior?: 'always_invoice' | 'create_prorations' | 'none' | undefined;
  metadata: Record<string, string>;
  discounts: readonly string[];
}

/** Puts a running subscription under a schedule that describes it as it is. */
export function scheduleSubscription(draft: Draft, id: string): Schedule {
  const subscription = draft.need('subscriptions', id, 'from_subscription');
  if (subscription.ended_at !== null)
    throw new StripeProblem(400, `A ${subscription.status} subscription cannot be migrated to a schedule.`);
  if (subscription.schedule !== null) {
    throw new StripeProblem(
      400,
      `You cannot migrate a subscription that is already attached to a schedule: ${idOf(subscription.schedule)}.`,
      { param: 'from_subscription' },
    );
  }
  const { data } = subscription.items;
  const phase = newPhase({
    items: data.map((item) => ({ price: item.price, quantity: item.quantity ?? 1 })),
    start: Math.min(...data.map((item) => item.current_period_start)),
    end: currentPeriodEnd(subscription),
    prorationBehavior: 'create_prorations',
    metadata: {},
    discounts: subscription.discounts.map(idOf),
  });
  const schedule = draft.put('schedules', newSchedule(draft, subscription, phase));
  draft.emit('subscription_schedule.created', schedule);
  updateSubscription(draft, subscription, { schedule: schedule.id });
  return schedule;
}

/** A schedule that can still be changed. */
export function openSchedule(draft: Draft, id: string): Schedule {
  const schedule = draft.need('schedules', id);
  if (schedule.status === 'active') return schedule;
  throw new StripeProblem(
    400,
    `You cannot change a subscription schedule that is ${schedule.status}: only schedules with status \`not_started\` or \`active\`.`,
  );
}

/** Sets what happens in the running phase and after it. */
export function changeSchedule(
  draft: Draft,
  schedule: Schedule,
  wish: { phases?: readonly PhaseRequest[] | undefined; patch: Partial<Schedule> },
): Schedule {
  if (wish.phases === undefined) return updateSchedule(draft, schedule, wish.patch);
  const subscription = draft.need('subscriptions', idOf(schedule.subscription ?? ''));
  const anchor = subscription.billing_cycle_anchor;
  const phases = wish.phases.reduce<Schedule['phases']>((before, request, index) => {
    const start = request.start_date ?? before.at(-1)?.end_date;
    if (start === undefined) throw invalidParameter('The first phase needs a start date.', 'phases[0][start_date]', 'parameter_missing');
    return [...before, phaseOf(draft, { request, start, index, anchor })];
  }, []);
  checkPhases(schedule, phases);
  const [running] = phases;
  // a phase replaces all it was: what it does not name is not on the subscription any more
  if (running) updateSubscription(draft, subscription, { discounts: discountsOfPhase(subscription, running) });
  const current = running && { end_date: running.end_date, start_date: running.start_date };
  return updateSchedule(draft, schedule, { ...wish.patch, phases, current_phase: current ?? null });
}

function phaseOf(
  draft: Draft,
  { request, start, index, anchor }: { request: PhaseRequest; start: number; index: number; anchor: number },
): Schedule['phases'][number] {
  const items = request.items.map((item, position) => ({
    price: recurringPrice(draft, item.price, position),
    quantity: item.quantity ?? 1,
  }));
  const recurring = items[0]?.price.recurring ?? { interval: 'month', interval_count: 1 };
  const duration = request.duration ?? recurring;
  // Counted from the billing anchor, so that a phase that begins on 28 February ends on 31 March.
  const end = request.end_date ?? periodEnd(anchor, { interval: duration.interval, interval_count: duration.interval_count ?? 1 }, start);
  if (end <= start) throw invalidParameter('A phase must end after it starts.', `phases[${index}][end_date]`);
  const prorationBehavior = request.proration_behavior ?? 'create_prorations';
  return newPhase({ items, start, end, prorationBehavior, metadata: request.metadata, discounts: request.discounts });
}

/** The running phase stays what it is; every later one begins where the one before it ends. */
function checkPhases(schedule: Schedule, phases: Schedule['phases']): void {
  const running = schedule.phases.find((phase) => phase.start_date === schedule.current_phase?.start_date);
  const [first] = phases;
  if (first === undefined || running === undefined) throw invalidParameter('A schedule needs a phase.', 'phases', 'parameter_missing');
  if (first.start_date !== running.start_date)
    throw invalidParameter('You can not modify the start date of the current phase.', 'phases[0][start_date]');
  const pricesOf = (phase: Schedule['phases'][number]): string =>
    JSON.stringify(phase.items.map(({ price, quantity }) => [price, quantity]));
  if (pricesOf(first) !== pricesOf(running))
    throw invalidParameter('This sandbox changes the items of the running phase only through the subscription.', 'phases[0][items]');
  for (const [index, phase] of phases.entries()) {
    const before = phases[index - 1];
    if (before !== undefined && before.end_date !== phase.start_date)
      throw invalidParameter('The start date of a phase must be the end date of the previous one.', `phases[${index}][start_date]`);
  }
}

/** Lets the subscription go on by itself. */
export function releaseSchedule(draft: Draft, id: string): Schedule {
  const schedule = openSchedule(draft, id);
  const released = closeSchedule(draft, schedule, 'released');
  const subscription = draft.find('subscriptions', idOf(schedule.subscription ?? ''));
  if (subscription !== undefined) updateSubscription(draft, subscription, { schedule: null });
  return released;
}

/** Ends the schedule and its subscription with it. */
export function cancelSchedule(draft: Draft, id: string): Schedule {
  const schedule = openSchedule(draft, id);
  const subscription = draft.find('subscriptions', idOf(schedule.subscription ?? ''));
  // Ending the subscription ends its schedule.
  if (subscription !== undefined) cancelNow(draft, subscription);
  return draft.need('schedules', id);
}
