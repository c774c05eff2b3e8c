import { aDispute, aDunning, aSubscription, aTenantBilling } from '../../testing/tenant-billing-fixtures';
import { billingNotices } from './billing-notices';

const of = (subscription: Parameters<typeof aSubscription>[0], over: Parameters<typeof aTenantBilling>[0] = {}) =>
  billingNotices(aTenantBilling({ subscription: aSubscription(subscription), ...over }));

describe('billingNotices', () => {
  it('says nothing when all is well', () => expect(of({})).toEqual([]));

  it('says until when a plan in arrears keeps its access, and where it is paid', () => {
    const [notice] = of({ status: 'past_due', graceEndsAt: '2026-03-15T09:00:00.000Z', dunning: aDunning() });
    expect(notice).toEqual({
      tone: 'danger',
      text: 'Payment is overdue. The plan keeps its access until 15 Mar 2026, 09:00:00 UTC.',
      url: 'https://invoice.stripe.com/i/2',
    });
    expect(of({ status: 'past_due' })[0]?.text).toBe('Payment is overdue.');
    expect(of({ status: 'unpaid' })[0]?.text).toContain('free plan’s limits');
  });

  it('names the plan, the price and the day of a scheduled change', () => {
    const scheduledChange = { tier: 'starter', interval: 'year', price: 29_000, effectiveAt: '2026-03-15T00:00:00.000Z' } as const;
    expect(of({ scheduledChange })).toEqual([{ tone: 'info', text: 'Changes to Starter, yearly ($290.00) on 15 Mar 2026.', url: null }]);
  });

  it('says what an upgrade waits for', () => {
    const pendingChange = {
      tier: 'enterprise',
      interval: 'month',
      amountDue: 30_000,
      expiresAt: '2026-03-05T10:00:00.000Z',
      payUrl: null,
    } as const;
    expect(of({ pendingChange })[0]?.text).toBe(
      'Upgrade to Enterprise, monthly waits for a payment of $300.00. It lapses at 5 Mar 2026, 10:00:00 UTC unless it is paid.',
    );
  });

  it('puts money at risk before changes that are only planned', () => {
    const notices = of({ status: 'past_due', cancelAtPeriodEnd: true }, { disputes: [aDispute(), aDispute({ status: 'won' })] });
    expect(notices.map(({ tone }) => tone)).toEqual(['danger', 'danger', 'warning']);
    expect(notices[1]?.text).toBe('1 dispute needs a response.');
    expect(notices[2]?.text).toContain('ends on 15 Mar 2026');
    expect(of({ cancelAtPeriodEnd: true, currentPeriodEnd: null })[0]?.text).toContain('ends with the paid period');
  });
});
