import { SUBSCRIPTION_STATUSES } from '@orbisvoice/shared-dto/values';
import { graceEndsAt, subscriptionAccess, type AccessDates } from './subscription-access.js';

const now = new Date('2026-05-10T12:00:00Z');
const end = new Date('2026-05-20T12:00:00Z');
const dates = (changes: Partial<AccessDates> = {}): AccessDates => ({
  currentPeriodEnd: end,
  cancelAtPeriodEnd: false,
  pastDueSince: null,
  ...changes,
});

describe('subscriptionAccess', () => {
  it.each<[string, Partial<AccessDates>, string, Date | null]>([
    ['none', {}, 'free', null],
    ['incomplete', {}, 'free', null],
    ['incomplete_expired', {}, 'free', null],
    ['trialing', {}, 'plan', null],
    ['trialing', { cancelAtPeriodEnd: true }, 'plan', end],
    ['active', {}, 'plan', null],
    // the renewal is late, the access is not
    ['active', { currentPeriodEnd: new Date('2026-05-01T00:00:00Z') }, 'plan', null],
    ['active', { cancelAtPeriodEnd: true }, 'plan', end],
    ['active', { cancelAtPeriodEnd: true, currentPeriodEnd: now }, 'free', null],
    ['past_due', { pastDueSince: new Date('2026-05-01T12:00:00Z') }, 'plan', new Date('2026-05-15T12:00:00Z')],
    ['past_due', { pastDueSince: new Date('2026-04-26T12:00:00Z') }, 'free', null],
    ['past_due', { pastDueSince: new Date('2026-04-26T12:00:00.001Z') }, 'plan', new Date('2026-05-10T12:00:00.001Z')],
    ['past_due', {}, 'plan', graceEndsAt(now)],
    ['unpaid', {}, 'free', null],
    ['canceled', {}, 'free', null],
    ['paused', {}, 'free', null],
    ['a_state_of_next_year', {}, 'keep', null],
  ])('%s %j → %s until %s', (status, changes, grants, until) => {
    expect(subscriptionAccess(status, dates(changes), now)).toEqual({ grants, until });
  });

  it('decides every status of the contract', () => {
    for (const status of SUBSCRIPTION_STATUSES) expect(subscriptionAccess(status, dates(), now).grants).not.toBe('keep');
  });
});
