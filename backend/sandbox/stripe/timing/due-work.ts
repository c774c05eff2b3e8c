import type Stripe from 'stripe';
import type { Draft } from '../core/draft.js';
import type { SandboxState } from '../core/state.js';
import { currentPeriodEnd } from '../objects/subscriptions.js';
import { cancelNow } from '../transitions/cancelling.js';
import { expireSession } from '../transitions/checkout.js';
import {
  announceExpiringSchedule,
  announceTrialEnd,
  announceUpcoming,
  expireIncomplete,
  expirePendingUpdate,
} from '../transitions/lapsing.js';
import { endPeriod, finishCycle, isRenewable } from '../transitions/renewing.js';
import { retryInvoice } from '../transitions/settling.js';

const DAY = 86_400;
/** How long a first payment may take, in seconds. */
const INCOMPLETE_LIFE = 23 * 3600;

/** Something that happens by itself at a moment. */
export interface DueWork {
  /** Unix seconds. */
  at: number;
  /** Order within one second: what ends goes before what begins. */
  rank: number;
  run: (draft: Draft) => unknown;
}

/** The next thing that happens by itself; null when the account can wait for ever. */
export function nextWork(state: SandboxState): DueWork | null {
  let next: DueWork | null = null;
  for (const work of allWork(state)) if (next === null || work.at < next.at || (work.at === next.at && work.rank < next.rank)) next = work;
  return next;
}

function* allWork(state: SandboxState): Generator<DueWork> {
  for (const subscription of Object.values(state.subscriptions)) yield* subscriptionWork(state, subscription);
  for (const invoice of Object.values(state.invoices)) yield* invoiceWork(invoice);
  for (const schedule of Object.values(state.schedules)) yield* scheduleWork(state, schedule);
  for (const session of Object.values(state.checkoutSessions)) {
    if (session.status === 'open')
      yield { at: session.expires_at, rank: 1, run: (draft) => expireSession(draft, draft.need('checkoutSessions', session.id)) };
  }
}

function* subscriptionWork(state: SandboxState, subscription: Stripe.Subscription): Generator<DueWork> {
  const { id } = subscription;
  if (subscription.status === 'incomplete') {
    yield { at: subscription.created + INCOMPLETE_LIFE, rank: 0, run: (draft) => expireIncomplete(draft, id) };
    return;
  }
  if (subscription.ended_at !== null || subscription.status === 'paused') return;
  if (subscription.pending_update !== null)
    yield { at: subscription.pending_update.expires_at, rank: 0, run: (draft) => expirePendingUpdate(draft, id) };
  if (subscription.cancel_at !== null)
    yield { at: subscription.cancel_at, rank: 1, run: (draft) => cancelNow(draft, draft.need('subscriptions', id)) };
  const end = currentPeriodEnd(subscription);
  yield { at: end, rank: 5, run: (draft) => endPeriod(draft, id) };
  const goesOn = isRenewable(subscription) && (subscription.cancel_at === null || subscription.cancel_at > end);
  const told = state.reminders[id];
  if (goesOn && told?.upcomingFor !== end) {
    const start = Math.min(...subscription.items.data.map((item) => item.current_period_start));
    yield { at: Math.max(end - 7 * DAY, start), rank: 6, run: (draft) => announceUpcoming(draft, id) };
  }
  const trialEnd = subscription.trial_end;
  if (subscription.status === 'trialing' && trialEnd !== null && told?.trialEndFor !== trialEnd) {
    yield { at: Math.max(trialEnd - 3 * DAY, subscription.start_date), rank: 4, run: (draft) => announceTrialEnd(draft, id) };
  }
}

function* invoiceWork(invoice: Stripe.Invoice): Generator<DueWork> {
  const { automatically_finalizes_at: finalizesAt, next_payment_attempt: retryAt } = invoice;
  if (invoice.status === 'draft' && finalizesAt !== null)
    yield { at: finalizesAt, rank: 2, run: (draft) => finishCycle(draft, invoice.id) };
  if (invoice.status === 'open' && retryAt !== null) yield { at: retryAt, rank: 3, run: (draft) => retryInvoice(draft, invoice.id) };
}

function* scheduleWork(state: SandboxState, schedule: Stripe.SubscriptionSchedule): Generator<DueWork> {
  const end = schedule.phases.at(-1)?.end_date;
  if (schedule.status !== 'active' || end === undefined || state.reminders[schedule.id]?.upcomingFor === end) return;
  yield { at: Math.max(end - 7 * DAY, schedule.created), rank: 6, run: (draft) => announceExpiringSchedule(draft, schedule.id, end) };
}
