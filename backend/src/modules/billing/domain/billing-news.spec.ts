import type { PlanCode } from '@orbisvoice/shared-dto/values';
import { invoiceAudit, invoiceNews, subscriptionAudit, subscriptionNews } from './billing-news.js';
import type { InvoiceRecord } from './invoice-record.js';
import type { PaymentAttemptRecord } from './payment-attempt.js';
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

const next = (scheduledPlanCode: PlanCode): Partial<SubscriptionRecord> => ({
  scheduledPlanCode,
  scheduledInterval: 'month',
  scheduledAt: new Date('2026-06-01T00:00:00Z'),
});

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
    ['a smaller plan to follow', record(), record(next('starter')), ['subscription.change_scheduled']],
    ['another one to follow', record(next('starter')), record(next('professional')), ['subscription.change_scheduled']],
    ['none to follow after all', record(next('professional')), record(), ['subscription.change_withdrawn']],
    [
      'one that followed',
      record({ planCode: 'professional', ...next('starter') }),
      record({ planCode: 'starter' }),
      ['subscription.changed'],
    ],
    ['a debt', record(), record({ status: 'past_due' }), ['subscription.past_due']],
    ['a debt that goes on', record({ status: 'past_due' }), record({ status: 'unpaid' }), []],
    ['a debt that was paid', record({ status: 'unpaid' }), record(), ['subscription.recovered']],
    ['a debt that ended in a pause', record({ status: 'past_due' }), record({ status: 'paused' }), []],
    ['a debt that ended it', record({ status: 'past_due' }), ended, ['subscription.canceled']],
    ['a state nobody knows', record(), record({ status: 'hibernating' }), []],
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
  const invoice = (status: InvoiceRecord['status'], finalizationError: string | null = null): InvoiceRecord =>
    ({ status, stripeInvoiceId: 'in_1', number: 'N-1', finalizationError }) as InvoiceRecord;
  const attempt = (outcome: PaymentAttemptRecord['outcome']): PaymentAttemptRecord => ({
    attempt: 1,
    at: now,
    outcome,
    reason: 'insufficient_funds',
    nextAttemptAt: null,
  });

  it.each<[InvoiceRecord['status'] | null, InvoiceRecord['status'], PaymentAttemptRecord['outcome'][], string[]]>([
    [null, 'paid', ['paid'], ['invoice.paid']],
    ['open', 'paid', ['paid'], ['invoice.paid']],
    ['paid', 'paid', [], []],
    ['open', 'open', ['failed'], ['invoice.payment_failed']],
    ['open', 'open', ['action_required'], ['invoice.payment_action_required']],
    ['open', 'open', [], []],
    // the failure is told late, and has been mended
    ['open', 'paid', ['failed'], ['invoice.paid']],
    ['paid', 'paid', ['failed'], []],
    ['open', 'void', ['failed'], []],
    ['draft', 'uncollectible', ['failed'], []],
  ])('%s → %s, attempts %j', (before, after, added, expected) => {
    const news = invoiceNews(before && invoice(before), invoice(after), added.map(attempt));
    expect(news.map(({ kind }) => kind)).toEqual(expected);
  });

  it('tells once for what reason an invoice cannot be finalised', () => {
    const stuck = invoice('draft', 'customer_tax_location_invalid');
    expect(invoiceNews(invoice('draft'), stuck, []).map(({ kind }) => kind)).toEqual(['invoice.finalization_failed']);
    expect(invoiceNews(stuck, stuck, [])).toEqual([]);
    const [news] = invoiceNews(null, stuck, []);
    expect(news && invoiceAudit(news).changes['error']).toEqual({ before: null, after: 'customer_tax_location_invalid' });
  });

  it('names the attempt and its reason in the audit line', () => {
    const [news] = invoiceNews(null, invoice('open'), [attempt('failed')]);
    expect(news && invoiceAudit(news).changes).toMatchObject({ attempt: { after: 1 }, reason: { after: 'insufficient_funds' } });
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

  it.each(['incomplete', 'incomplete_expired'])(
    'leaves the plan that runs alone while another is %s, and is free without one',
    (status) => {
      const attempt = record({
        stripeSubscriptionId: 'sub_2',
        planCode: 'enterprise',
        status,
        startedAt: new Date('2026-05-09T00:00:00Z'),
      });
      expect(tenantBilling([record(), attempt], free, now)).toMatchObject({ tier: 'starter', status: 'active', subscriptionId: 'sub_1' });
      expect(tenantBilling([attempt], free, now)).toMatchObject({ tier: 'free', status, subscriptionId: 'sub_2' });
      expect(tenantBilling([ended, attempt], free, now)).toMatchObject({ tier: 'free', status });
    },
  );

  it('keeps the last good access in a state nobody knows', () => {
    const before = { tier: 'enterprise', status: 'active', subscriptionId: 'sub_1', ends: null } as const;
    expect(tenantBilling([record({ status: 'hibernating' })], before, now)).toMatchObject({ tier: 'enterprise', status: 'active' });
  });
});
