import type Stripe from 'stripe';
import type { Draft } from '../core/draft.js';
import { idOf } from '../objects/catalogue.js';

type Schedule = Stripe.SubscriptionSchedule;

/** Ends a schedule: done, let go, called off, or given up because nobody paid. */
export function closeSchedule(draft: Draft, schedule: Schedule, how: 'completed' | 'released' | 'canceled' | 'aborted'): Schedule {
  const stamps = {
    completed: { completed_at: draft.at, status: 'completed' },
    released: { released_at: draft.at, released_subscription: idOf(schedule.subscription ?? ''), status: 'released', subscription: null },
    canceled: { canceled_at: draft.at, status: 'canceled' },
    aborted: { canceled_at: draft.at, status: 'canceled' },
  } as const;
  const closed = draft.put('schedules', { ...schedule, current_phase: null, ...stamps[how] });
  draft.remove('reminders', schedule.id);
  draft.emit(`subscription_schedule.${how}`, closed);
  return closed;
}
