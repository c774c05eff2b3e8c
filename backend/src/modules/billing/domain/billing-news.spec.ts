import { invoiceNews, subscriptionAudit, subscriptionNews } from './billing-news.js';
import type { InvoiceRecord } from './invoice-record.js';
import { governing, tenantBilling, type SubscriptionRecord } from './subscription-record.js';

const now = new Date('2026-05-10T12:00:00Z');
const record = (changes: Partial<SubscriptionRecord> = {}): SubscriptionRecord => ({
  stripeSubscriptionId: 'sub_1',
  stripeCustomerId: 'cus_1',
  planCode: 'starter',
  status: 'active',
  interval: 'month',
  price: 2_900,
  amount: 2_900,
  currency: 'usd',
  currentPeriodStart: new Date('2026-05-01T00:00:00Z'),
  currentPeriodEnd: new Date('2026-06-01T00:00:00Z'),
  cancelAtPeriodEnd: false,
  cancelReason: null,
  pastDueSince: null,
  trialEnd: null,
  cancelAt: null,
  startedAt: new Date('2026-05-01T00:00:00Z'),
  endedAt: null,
  stripeItemId: 'si_1',
  stripePriceId: 'price_1',
  stripeOverageItemId: null,
  latestStripeInvoiceId: null,
  stripeScheduleId: null,
  scheduledPlanCode: null,
  scheduledInterval: null,
  scheduledPrice: null,
  scheduledAt: null,
  pendingPlanCode: null,
  pendingInterval: null,
  pendingExpiresAt: null,
  discount: null,
  ...changes,
});
const ended = record({ status: 'canceled', endedAt: new Date('2026-05-09T00:00:00Z') });

describe('subscriptionNews', () => {
  it.each<[string, SubscriptionRecord | null, SubscriptionRecord, string[]]>([
    ['a first one', null, record(), ['subscription.created']],
    ['one whose payment is not done', null, record({ status: 'incomplete' }), []],
    ['one that got paid', record({ status: 'incomplete' }), record(), ['subscription.created']],
    ['nothing new', record(), record(), []],
    ['a renewal', record(), record({ currentPeriodEnd: new Date('2026-07-01T00:00:00Z') }), []],
    ['another plan', record(), record({ planCode: 'professional', amount: 9_900 }), ['subscription.changed']],
    ['a cancellation', record(), record({ cancelAtPeriodEnd: true }), ['subscription.cancel_scheduled']],
    ['a change of mind', record({ cancelAtPeriodEnd: true }), record(), ['subscription.resumed']],
    ['the end', record({ cancelAtPeriodEnd: true }), ended, ['subscription.canceled']],
    ['the end, told again', ended, ended, []],
    ['one we first hear of when it is over', null, ended, []],
    [
      'one we first hear of when it is to end',
      null,
      record({ cancelAtPeriodEnd: true }),
      ['subscription.created', 'subscription.cancel_scheduled'],
    ],
  ])('%s', (_, before, after, expected) => expect(subscriptionNews(before, after).map(({ kind }) => kind)).toEqual(expected));

  it('says in the audit line what changed', () => {
    const [news] = subscriptionNews(record(), record({ planCode: 'professional', amount: 9_900 }));
    expect(news && subscriptionAudit(news)).toMatchObject({
      action: 'subscription.changed',
      changes: { plan: { before: 'starter', after: 'professional' }, amount: { before: 2_900, after: 9_900 } },
    });
  });
});

describe('invoiceNews', () => {
  const invoice = (status: InvoiceRecord['status']): InvoiceRecord => ({ status, stripeInvoiceId: 'in_1', number: 'N-1' }) as InvoiceRecord;

  it.each<[InvoiceRecord['status'] | null, InvoiceRecord['status'], boolean, string[]]>([
    [null, 'paid', false, ['invoice.paid']],
    ['open', 'paid', false, ['invoice.paid']],
    ['paid', 'paid', false, []],
    ['open', 'open', true, ['invoice.payment_failed']],
    // the failure is told late, and has been mended
    ['open', 'paid', true, ['invoice.paid']],
    ['paid', 'paid', true, []],
    ['open', 'void', true, []],
  ])('%s → %s, failed %s', (before, after, hasFailed, expected) => {
    expect(invoiceNews(before && invoice(before), invoice(after), hasFailed).map(({ kind }) => kind)).toEqual(expected);
  });
});

describe('tenantBilling', () => {
  const free = { tier: 'free', status: 'none', subscriptionId: null, ends: null } as const;

  it('follows the live subscription, whatever else there was', () => {
    const older = record({ stripeSubscriptionId: 'sub_0', status: 'canceled', startedAt: new Date('2026-05-09T00:00:00Z') });
    expect(governing([older, record()])?.stripeSubscriptionId).toBe('sub_1');
    expect(tenantBilling([older, record()], free, now)).toEqual({ tier: 'starter', status: 'active', subscriptionId: 'sub_1', ends: null });
  });

  it('goes back to free when it ends, and remembers when', () => {
    expect(tenantBilling([ended], free, now)).toEqual({ tier: 'free', status: 'canceled', subscriptionId: 'sub_1', ends: ended.endedAt });
  });

  it('says when an overdue plan ends', () => {
    const late = record({ status: 'past_due', pastDueSince: new Date('2026-05-08T12:00:00Z') });
    expect(tenantBilling([late], free, now)).toMatchObject({ tier: 'starter', status: 'past_due', ends: new Date('2026-05-22T12:00:00Z') });
  });

  it('keeps the last good access in a state nobody knows', () => {
    const before = { tier: 'enterprise', status: 'active', subscriptionId: 'sub_1', ends: null } as const;
    expect(tenantBilling([record({ status: 'hibernating' })], before, now)).toMatchObject({ tier: 'enterprise', status: 'active' });
  });
});
