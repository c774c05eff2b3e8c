import type { StripePrice, StripeSubscription } from './stripe.gateway.js';
import { toSubscriptionRecord } from './subscription.mapper.js';

const seconds = (iso: string): number => Date.parse(iso) / 1_000;
const start = '2026-01-31T10:00:00.000Z';
const end = '2026-02-28T10:00:00.000Z';
const now = new Date('2026-02-10T00:00:00Z');

const price = (changes: Partial<StripePrice> = {}): StripePrice =>
  ({
    id: 'price_1',
    lookup_key: 'starter_monthly',
    unit_amount: 2_900,
    metadata: {},
    recurring: { interval: 'month', interval_count: 1 },
    ...changes,
  }) as StripePrice;

const subscription = (changes: Partial<StripeSubscription> = {}, item: Partial<StripePrice> = {}): StripeSubscription =>
  ({
    id: 'sub_1',
    customer: 'cus_1',
    status: 'active',
    currency: 'usd',
    cancel_at: null,
    cancel_at_period_end: false,
    cancellation_details: null,
    start_date: seconds(start),
    ended_at: null,
    trial_end: null,
    latest_invoice: 'in_1',
    schedule: null,
    pending_update: null,
    discounts: [],
    items: {
      data: [{ id: 'si_1', price: price(item), quantity: 1, current_period_start: seconds(start), current_period_end: seconds(end) }],
    },
    ...changes,
  }) as StripeSubscription;

describe('toSubscriptionRecord', () => {
  it('takes period and price from the item, as Stripe keeps them there', () => {
    expect(toSubscriptionRecord(subscription(), { pastDueSince: null, now })).toEqual({
      stripeSubscriptionId: 'sub_1',
      stripeCustomerId: 'cus_1',
      planCode: 'starter',
      status: 'active',
      interval: 'month',
      price: 2_900,
      amount: 2_900,
      currency: 'usd',
      currentPeriodStart: new Date(start),
      currentPeriodEnd: new Date(end),
      cancelAtPeriodEnd: false,
      cancelReason: null,
      pastDueSince: null,
      trialEnd: null,
      cancelAt: null,
      startedAt: new Date(start),
      endedAt: null,
      stripeItemId: 'si_1',
      stripePriceId: 'price_1',
      stripeOverageItemId: null,
      latestStripeInvoiceId: 'in_1',
      stripeScheduleId: null,
      scheduledPlanCode: null,
      scheduledInterval: null,
      scheduledPrice: null,
      scheduledAt: null,
      pendingPlanCode: null,
      pendingInterval: null,
      pendingExpiresAt: null,
      discount: null,
    });
  });

  it('remembers since when a payment is overdue, and forgets it when it is paid', () => {
    const since = new Date('2026-02-01T00:00:00Z');
    const late = subscription({ status: 'past_due' });
    expect(toSubscriptionRecord(late, { pastDueSince: null, now }).pastDueSince).toEqual(now);
    expect(toSubscriptionRecord(late, { pastDueSince: since, now }).pastDueSince).toEqual(since);
    expect(toSubscriptionRecord(subscription(), { pastDueSince: since, now }).pastDueSince).toBeNull();
  });

  it('keeps a status it does not know as it is', () => {
    const future = subscription({ status: 'hibernating' as StripeSubscription['status'] });
    expect(toSubscriptionRecord(future, { pastDueSince: null, now }).status).toBe('hibernating');
  });

  it('refuses a subscription that sells nothing of ours', () => {
    expect(() => toSubscriptionRecord(subscription({}, { lookup_key: 'gym_monthly' }), { pastDueSince: null, now })).toThrow('sub_1');
  });
});
