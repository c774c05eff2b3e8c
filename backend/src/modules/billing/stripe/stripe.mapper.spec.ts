import type { StripeInvoice, StripePrice, StripeSubscription } from './stripe.gateway.js';
import { monthlyAmount, planOfPrice, referencesOf, toInvoiceRecord, toSubscriptionRecord } from './stripe.mapper.js';

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
    items: { data: [{ price: price(item), quantity: 1, current_period_start: seconds(start), current_period_end: seconds(end) }] },
    ...changes,
  }) as StripeSubscription;

const invoice = (changes: Partial<StripeInvoice> = {}): StripeInvoice =>
  ({
    id: 'in_1',
    number: 'ORB-0001',
    status: 'paid',
    total: 3_451,
    total_taxes: [{ amount: 500 }, { amount: 51 }],
    amount_paid: 3_451,
    currency: 'usd',
    created: seconds(start),
    period_start: seconds(start),
    period_end: seconds(start),
    hosted_invoice_url: 'https://invoice.example/1',
    invoice_pdf: null,
    parent: { subscription_details: { subscription: 'sub_1' } },
    status_transitions: { paid_at: seconds(start) },
    lines: {
      data: [
        { period: { start: seconds(start), end: seconds(start) }, pricing: null },
        { period: { start: seconds(start), end: seconds(end) }, pricing: { price_details: { price: 'price_1' } } },
      ],
    },
    ...changes,
  }) as StripeInvoice;

describe('toSubscriptionRecord', () => {
  it('takes period and price from the item, as Stripe keeps them there', () => {
    expect(toSubscriptionRecord(subscription(), { pastDueSince: null, now })).toEqual({
      stripeSubscriptionId: 'sub_1',
      stripeCustomerId: 'cus_1',
      planCode: 'starter',
      status: 'active',
      amount: 2_900,
      currency: 'usd',
      currentPeriodStart: new Date(start),
      currentPeriodEnd: new Date(end),
      cancelAtPeriodEnd: false,
      cancelReason: null,
      pastDueSince: null,
      startedAt: new Date(start),
      endedAt: null,
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

describe('planOfPrice', () => {
  it.each([
    [{ lookup_key: 'enterprise_monthly' }, 'enterprise'],
    // replaced by a price with a new amount, which took the lookup key over
    [{ lookup_key: null, metadata: { plan: 'professional' } }, 'professional'],
    [{ lookup_key: null }, null],
    [{ lookup_key: 'starter_yearly' }, null],
  ])('%j → %s', (changes, plan) => expect(planOfPrice(price(changes))).toBe(plan));
});

describe('monthlyAmount', () => {
  it.each([
    [200_000, 'year', 1, 1, 16_667],
    [60_000, 'year', 1, 1, 5_000],
    [2_900, 'month', 1, 3, 8_700],
    [9_000, 'month', 3, 1, 3_000],
  ] as const)('%i per %s ×%i, quantity %i', (unitAmount, interval, count, quantity, expected) => {
    const recurring = { interval, interval_count: count } as StripePrice['recurring'];
    expect(monthlyAmount(price({ unit_amount: unitAmount, recurring }), quantity)).toBe(expected);
  });
});

describe('toInvoiceRecord', () => {
  it('takes the period of the line that reaches furthest, and adds the taxes up', () => {
    expect(toInvoiceRecord(invoice(), 'starter')).toMatchObject({
      stripeInvoiceId: 'in_1',
      stripeSubscriptionId: 'sub_1',
      status: 'paid',
      planCode: 'starter',
      total: 3_451,
      tax: 551,
      periodStart: new Date(start),
      periodEnd: new Date(end),
      paidAt: new Date(start),
      pdfUrl: null,
    });
  });

  it('has no payment date and no number before there is one', () => {
    const open = invoice({ status: 'open', number: null, status_transitions: { paid_at: null } as StripeInvoice['status_transitions'] });
    expect(toInvoiceRecord(open, null)).toMatchObject({ status: 'open', number: null, paidAt: null, planCode: null });
  });
});

describe('referencesOf', () => {
  const event = (object: object): unknown => ({ data: { object } });

  it.each([
    [
      { object: 'checkout.session', customer: 'cus_1', subscription: 'sub_1', client_reference_id: 't' },
      { customerId: 'cus_1', subscriptionId: 'sub_1', invoiceId: null, tenantHint: 't' },
    ],
    [
      { object: 'subscription', id: 'sub_1', customer: { id: 'cus_1' }, metadata: { tenant_id: 't' } },
      { customerId: 'cus_1', subscriptionId: 'sub_1', invoiceId: null, tenantHint: 't' },
    ],
    [
      {
        object: 'invoice',
        id: 'in_1',
        customer: 'cus_1',
        parent: { subscription_details: { subscription: 'sub_1', metadata: { tenant_id: 't' } } },
      },
      { customerId: 'cus_1', subscriptionId: 'sub_1', invoiceId: 'in_1', tenantHint: 't' },
    ],
    [{ object: 'balance' }, { customerId: null, subscriptionId: null, invoiceId: null, tenantHint: null }],
  ])('%j', (object, expected) => expect(referencesOf(event(object))).toEqual(expected));

  it.each([null, 'text', {}, { data: null }, { data: { object: 7 } }])('finds nothing in %j', (payload) => {
    expect(referencesOf(payload)).toEqual({ customerId: null, subscriptionId: null, invoiceId: null, tenantHint: null });
  });
});
