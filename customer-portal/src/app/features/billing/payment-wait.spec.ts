import { PLAN_CODES } from '@orbisvoice/shared-dto/values';
import { aSubscription } from '../../testing/factories';
import { isConfirmed, wantedPlan } from './payment-wait';

describe('isConfirmed', () => {
  it.each(PLAN_CODES)('waits for %s to be the running plan', (tier) => {
    const wanted = { tier, interval: 'month' } as const;
    expect(isConfirmed(aSubscription({ tier }), wanted)).toBe(true);
    expect(isConfirmed(aSubscription({ tier, status: 'incomplete' }), wanted)).toBe(false);
    expect(isConfirmed(aSubscription({ tier, interval: 'year' }), wanted)).toBe(false);
    expect(isConfirmed(aSubscription({ tier: tier === 'free' ? 'starter' : 'free' }), wanted)).toBe(false);
    expect(isConfirmed(aSubscription({ tier }), undefined)).toBe(tier !== 'free');
  });

  it('does not take an upgrade for paid while it waits for its payment', () => {
    const pendingChange = {
      tier: 'professional',
      interval: 'month',
      expiresAt: '2026-05-17T10:00:00.000Z',
      amountDue: 1,
      payUrl: null,
    } as const;
    expect(isConfirmed(aSubscription({ pendingChange }), { tier: 'starter', interval: 'month' })).toBe(false);
  });
});

describe('wantedPlan', () => {
  it('is remembered for the tab, and nonsense is nothing', () => {
    wantedPlan.remember({ tier: 'professional', interval: 'year' });
    expect(wantedPlan.recall()).toEqual({ tier: 'professional', interval: 'year' });
    sessionStorage.setItem('orbis.portal.checkout', 'gold forever');
    expect(wantedPlan.recall()).toBeUndefined();
    wantedPlan.forget();
    expect(wantedPlan.recall()).toBeUndefined();
  });
});
