import { aMoment } from '../../testing/tenant-billing-fixtures';
import { timelineDays, timelineRow } from './timeline-rows';

const DASHBOARD = 'https://dashboard.stripe.com/test/customers/cus_123';
const of = (over: Parameters<typeof aMoment>[0]) => timelineRow(aMoment(over), DASHBOARD);

describe('timelineRow', () => {
  it.each([
    ['stripe_event', 'invoice.paid', 'invoice.paid'],
    ['audit', 'subscription.cancel_scheduled', 'Scheduled a cancellation'],
    ['mrr', 'churn', 'MRR: Churn'],
    ['invoice', 'uncollectible', 'Invoice: Uncollectible'],
    ['attempt', 'action_required', 'Bank asks for confirmation'],
    ['refund', 'pending', 'Refund pending'],
    ['dispute', 'warning_needs_response', 'Inquiry needs response'],
  ] as const)('%s %s is said in words', (kind, title, words) => expect(of({ kind, title }).title).toBe(words));

  it.each(['audit', 'attempt', 'refund', 'dispute'] as const)('%s with a title nobody knows keeps it', (kind) => {
    expect(of({ kind, title: 'brand_new' }).title).toBe('brand_new');
    expect(of({ kind, title: 'constructor' }).title).toBe('constructor');
  });

  it('leads to the event here and to any other object at Stripe', () => {
    expect(of({ reference: 'evt_9' })).toMatchObject({
      route: ['/billing/events', 'evt_9'],
      stripeUrl: 'https://dashboard.stripe.com/test/events/evt_9',
    });
    expect(of({ reference: 'in_9' })).toMatchObject({ route: null, stripeUrl: 'https://dashboard.stripe.com/test/invoices/in_9' });
    expect(of({ reference: '0195f3c0-0000-7000-8000-000000000001' })).toMatchObject({ route: null, stripeUrl: null });
    expect(of({ reference: null })).toMatchObject({ route: null, stripeUrl: null });
    expect(timelineRow(aMoment({ reference: 'in_9' }), null).stripeUrl).toBeNull();
  });
});

describe('timelineDays', () => {
  it('cuts at midnight UTC and keeps the order', () => {
    const at = ['2026-03-02T00:00:00.000Z', '2026-03-01T23:59:59.999Z', '2026-03-01T00:00:00.000Z'];
    const days = timelineDays(at.map((instant) => of({ at: instant })));
    expect(days.map(({ day, rows }) => [day, rows.map((row) => row.entry.at)])).toEqual([
      ['2 Mar 2026', at.slice(0, 1)],
      ['1 Mar 2026', at.slice(1)],
    ]);
  });
});
