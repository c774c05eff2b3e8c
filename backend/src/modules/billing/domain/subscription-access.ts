/** What the decision needs to know of a subscription besides its status. */
export interface AccessDates {
  readonly currentPeriodEnd: Date;
  readonly cancelAtPeriodEnd: boolean;
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

/** Stripe's retry ladder ends within two weeks; access ends with it. */
export const PAST_DUE_GRACE_DAYS = 14;
const DAY_MS = 86_400_000;

/** When a past-due subscription loses its access. */
export const graceEndsAt = (pastDueSince: Date): Date => new Date(pastDueSince.getTime() + PAST_DUE_GRACE_DAYS * DAY_MS);

/** What a subscription in this state gives its tenant (stripe.md D3). The one place that decides it. */
export function subscriptionAccess(status: string, dates: AccessDates, now: Date): Access {
  switch (status) {
    case 'trialing':
    case 'active':
      return dates.cancelAtPeriodEnd ? planUntil(dates.currentPeriodEnd, now) : { grants: 'plan', until: null };
    case 'past_due':
      return planUntil(graceEndsAt(dates.pastDueSince ?? now), now);
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

const planUntil = (end: Date, now: Date): Access => (now < end ? { grants: 'plan', until: end } : { grants: 'free', until: null });
