import type { Subscription } from '@orbisvoice/shared-dto';
import { USAGE_THRESHOLDS } from '@orbisvoice/shared-dto/values';
import { brandName, formatDate, formatMoney, formatNumber, formatRelative } from '@orbisvoice/shared-ui/format';
import { PLAN_LABELS } from '../../core/plan-labels';
import { expiryOf, isExpired } from './card-words';
import { C } from './change.strings';
import { S } from './billing.strings';
import { N } from './notices.strings';
import { formatRate } from './rate';

/** What a banner offers to do; `plans` and `usage` are ways, the others deeds. */
export type NoticeAction = 'card' | 'resume' | 'undo' | 'pay' | 'plans' | 'usage';

interface Notice {
  key: string;
  tone: 'info' | 'warning' | 'danger';
  heading?: string;
  text: string;
  action?: { what: NoticeAction; label: string; url?: string };
}

/** How the moment and the workspace's zone bear on what is said. */
interface Moment {
  now: number;
  timeZone: string;
}

const TRIAL_NOTICE_DAYS = 7;
const DAY_MS = 86_400_000;

/** Everything there is to say about the plan, most serious first. Failed payments have a part of their own: `DunningNotice`. */
export function noticesOf(now: Subscription, at: Moment): Notice[] {
  const all = [
    paymentNotice(now),
    pendingNotice(now, at),
    usageNotice(now, at),
    endingNotice(now, at),
    scheduledNotice(now, at),
    trialNotice(now, at),
  ];
  return [...all, cardNotice(now, at)].filter((notice): notice is Notice => notice !== null);
}

function paymentNotice({ status, dunning }: Subscription): Notice | null {
  const action = { what: 'card', label: S.updateCard } as const;
  if (status === 'paused') return { key: 'paused', tone: 'danger', text: N.paused, action };
  if (dunning) return null;
  if (status === 'incomplete') return { key: 'incomplete', tone: 'warning', text: N.incomplete };
  return status === 'past_due' || status === 'unpaid' ? { key: 'past-due', tone: 'danger', text: N.dunning.plain, action } : null;
}

function pendingNotice({ pendingChange: pending, currency }: Subscription, { timeZone }: Moment): Notice | null {
  if (!pending) return null;
  const plan = C.plan(PLAN_LABELS[pending.tier], pending.interval);
  return {
    key: 'pending',
    tone: 'warning',
    heading: N.pending.heading(plan, formatMoney(pending.amountDue, currency)),
    text: N.pending.text(formatDate(pending.expiresAt, timeZone, 'time')),
    ...(pending.payUrl && { action: { what: 'pay', label: N.pending.pay, url: pending.payUrl } }),
  };
}

function usageNotice({ usage, overage, tier }: Subscription, { timeZone }: Moment): Notice | null {
  const { used, limit, ceiling } = usage;
  const [near, full] = USAGE_THRESHOLDS;
  const share = limit > 0 ? (used / limit) * 100 : full;
  if (share < near) return null;
  const resets = formatDate(usage.resetsAt, timeZone);
  const plans = { what: 'plans', label: N.usage.plans } as const;
  const details = { what: 'usage', label: N.usage.details } as const;
  if (used >= ceiling)
    return { key: 'usage', tone: 'danger', text: N.usage.stopped(resets), action: overage.isAvailable ? details : plans };
  if (share < full)
    return { key: 'usage', tone: 'warning', text: N.usage.near(Math.floor(share), resets), action: tier === 'free' ? plans : details };
  if (overage.isEnabled && overage.unitMicros !== null) {
    const rate = formatRate(overage.unitMicros, overage.currency);
    return { key: 'usage', tone: 'warning', text: N.usage.overage(formatNumber(ceiling), rate), action: details };
  }
  return { key: 'usage', tone: 'danger', text: N.usage.grace(formatNumber(ceiling), resets), action: details };
}

function endingNotice({ cancelAtPeriodEnd, currentPeriodEnd, tier }: Subscription, { timeZone }: Moment): Notice | null {
  if (!cancelAtPeriodEnd || !currentPeriodEnd) return null;
  const text = N.ending(PLAN_LABELS[tier], formatDate(currentPeriodEnd, timeZone));
  return { key: 'ending', tone: 'warning', text, action: { what: 'resume', label: N.keep } };
}

function scheduledNotice({ scheduledChange: change }: Subscription, { timeZone }: Moment): Notice | null {
  if (!change) return null;
  const text = N.scheduled.text(C.plan(PLAN_LABELS[change.tier], change.interval), formatDate(change.effectiveAt, timeZone));
  return { key: 'scheduled', tone: 'info', text, action: { what: 'undo', label: N.scheduled.undo } };
}

function trialNotice(subscription: Subscription, { now, timeZone }: Moment): Notice | null {
  const { status, trialEndsAt, cancelAtPeriodEnd, card, price, currency } = subscription;
  if (status !== 'trialing' || !trialEndsAt || cancelAtPeriodEnd) return null;
  if (Date.parse(trialEndsAt) - now > TRIAL_NOTICE_DAYS * DAY_MS) return null;
  const [days, date] = [formatRelative(trialEndsAt, now), formatDate(trialEndsAt, timeZone)];
  if (card) return { key: 'trial', tone: 'info', text: N.trial.soon(days, date, formatMoney(price, currency)) };
  return { key: 'trial', tone: 'warning', text: N.trial.noCard(days, date), action: { what: 'card', label: N.trial.add } };
}

function cardNotice({ card, tier, dunning }: Subscription, { now }: Moment): Notice | null {
  if (!card?.isExpiring || tier === 'free' || dunning) return null;
  const name = S.current.cardEnding(brandName(card.brand), card.last4);
  const text = isExpired(card, now) ? N.cardExpired(name, expiryOf(card)) : N.card(name, expiryOf(card));
  return { key: 'card', tone: 'warning', text, action: { what: 'card', label: S.updateCard } };
}
