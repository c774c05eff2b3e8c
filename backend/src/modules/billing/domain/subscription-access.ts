/** What the decision needs to know of a subscription besides its status. */
export interface AccessDates {
  readonly currentPeriodEnd: Date;
  /** Whether an end is scheduled: at `cancelAt`, or with the period where that is null. */
  readonly cancelAtPeriodEnd: boolean;
  readonly cancelAt: Date | null;
  readonly trialEnd: Date | null;
  /** Since when a payment is overdue; null unless the status is `past_due`. */
  readonly pastDueSince: Date | null;
}

/**
 * `plan`: what was bought, until `until` when that is set. `free`: the free limits. `keep`: a state we do not know yet; the last good
 * access stays and somebody is told.
 */
export interface Access {
  readonly grants: 'plan' | 'free' | 'keep';
  readonly until: Date | null;
}

/**
 * The most a late payment keeps its plan. Stripe's own ladder of retries may be shorter: when it ends, Stripe sets the subscription to
 * `unpaid` or `canceled`, and that ends the access then.
 */
export const PAST_DUE_GRACE_DAYS = 14;
/** Stripe tells for three days that a trial is over; whoever heard nothing by then must not stay on it for ever. */
const TRIAL_SLACK_DAYS = 3;
const DAY_MS = 86_400_000;

/** When a past-due subscription loses its access. */
export const graceEndsAt = (pastDueSince: Date): Date => daysAfter(pastDueSince, PAST_DUE_GRACE_DAYS);

const daysAfter = (at: Date, days: number): Date => new Date(at.getTime() + days * DAY_MS);

/** When a subscription ends because that was asked for; null when it runs on. */
export const scheduledEnd = (dates: Pick<AccessDates, 'cancelAtPeriodEnd' | 'cancelAt' | 'currentPeriodEnd'>): Date | null =>
  dates.cancelAtPeriodEnd ? (dates.cancelAt ?? dates.currentPeriodEnd) : null;

/** What a subscription in this state gives its tenant (stripe.md D3). The one place that decides it. */
export function subscriptionAccess(status: string, dates: AccessDates, now: Date): Access {
  switch (status) {
    case 'trialing':
      return planUntil(scheduledEnd(dates) ?? (dates.trialEnd && daysAfter(dates.trialEnd, TRIAL_SLACK_DAYS)), now);
    case 'active':
      return planUntil(scheduledEnd(dates), now);
    case 'past_due':
      return planUntil(earlier(graceEndsAt(dates.pastDueSince ?? now), scheduledEnd(dates)), now);
    case 'none':
    case 'incomplete':
    case 'incomplete_expired':
    case 'unpaid':
    case 'canceled':
    case 'paused':
      return { grants: 'free', until: null };
    default:
      return { grants: 'keep', until: null };
  }
}

const planUntil = (end: Date | null, now: Date): Access =>
  !end || now < end ? { grants: 'plan', until: end } : { grants: 'free', until: null };

const earlier = (a: Date, b: Date | null): Date => (b && b < a ? b : a);
