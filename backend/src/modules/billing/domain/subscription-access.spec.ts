import * as fc from 'fast-check';
import { SUBSCRIPTION_STATUSES } from '@orbisvoice/shared-dto/values';
import { graceEndsAt, subscriptionAccess, type AccessDates } from './subscription-access.js';

const now = new Date('2026-05-10T12:00:00Z');
const end = new Date('2026-05-20T12:00:00Z');
const dates = (changes: Partial<AccessDates> = {}): AccessDates => ({
  currentPeriodEnd: end,
  cancelAtPeriodEnd: false,
  cancelAt: null,
  trialEnd: null,
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
    ['trialing', { trialEnd: end }, 'plan', new Date('2026-05-23T12:00:00Z')],
    ['trialing', { trialEnd: end, cancelAtPeriodEnd: true }, 'plan', end],
    // over for three days, and nobody told what became of it
    ['trialing', { trialEnd: new Date('2026-05-07T12:00:00Z') }, 'free', null],
    ['trialing', { trialEnd: new Date('2026-05-07T12:00:00.001Z') }, 'plan', new Date('2026-05-10T12:00:00.001Z')],
    // the renewal is late, the access is not
    ['active', { currentPeriodEnd: new Date('2026-05-01T00:00:00Z') }, 'plan', null],
    ['active', { cancelAtPeriodEnd: true }, 'plan', end],
    ['active', { cancelAtPeriodEnd: true, currentPeriodEnd: now }, 'free', null],
    // an end of its own, within the period or beyond it
    ['active', { cancelAtPeriodEnd: true, cancelAt: new Date('2026-05-15T12:00:00Z') }, 'plan', new Date('2026-05-15T12:00:00Z')],
    ['active', { cancelAtPeriodEnd: true, cancelAt: new Date('2026-07-01T12:00:00Z') }, 'plan', new Date('2026-07-01T12:00:00Z')],
    ['active', { cancelAtPeriodEnd: true, cancelAt: now }, 'free', null],
    ['past_due', { pastDueSince: new Date('2026-05-09T12:00:00Z'), cancelAtPeriodEnd: true }, 'plan', end],
    ['past_due', { pastDueSince: new Date('2026-05-01T12:00:00Z'), cancelAtPeriodEnd: true }, 'plan', new Date('2026-05-15T12:00:00Z')],
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

  it('never gives a plan beyond its end, and keeps it until then', () => {
    const instants = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true });
    const anyDates = fc.record({
      currentPeriodEnd: instants,
      cancelAtPeriodEnd: fc.boolean(),
      cancelAt: fc.option(instants),
      trialEnd: fc.option(instants),
      pastDueSince: fc.option(instants),
    });
    fc.assert(
      fc.property(fc.constantFrom(...SUBSCRIPTION_STATUSES), anyDates, instants, (status, given, at) => {
        const { grants, until } = subscriptionAccess(status, given, at);
        if (grants === 'free') return expect(until).toBeNull();
        if (until === null) return undefined;
        expect(until.getTime()).toBeGreaterThan(at.getTime());
        // what it says now holds up to the last instant before, and not a moment longer
        if (status === 'past_due' && given.pastDueSince === null) return undefined;
        expect(subscriptionAccess(status, given, new Date(until.getTime() - 1)).grants).toBe('plan');
        expect(subscriptionAccess(status, given, until).grants).toBe('free');
      }),
    );
  });

  it('decides every status of the contract', () => {
    for (const status of SUBSCRIPTION_STATUSES) expect(subscriptionAccess(status, dates(), now).grants).not.toBe('keep');
  });
});
