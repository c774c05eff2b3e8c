import fc from 'fast-check';
import Stripe from 'stripe';
import type { StripeSandbox } from './server.js';
import { customerWithCard, newestInvoice } from './testing/customer-with-card.js';
import { addPlan, openSandbox } from './testing/harness.js';

const START = Date.parse('2026-01-10T00:00:00Z');
const DAY_MS = 86_400_000;

describe('meters', () => {
  let sandbox: StripeSandbox;
  let stripe: Stripe;
  let now: Date;
  let meter: Stripe.Billing.Meter;
  let metered: Stripe.Price;
  let buyer: { customer: string; method: string; subscription: string };

  const report = (value: number, extra: Partial<Stripe.Billing.MeterEventCreateParams> = {}): Promise<Stripe.Billing.MeterEvent> =>
    stripe.billing.meterEvents.create({
      event_name: 'minutes',
      payload: { stripe_customer_id: buyer.customer, value: String(value) },
      ...extra,
    });

  beforeEach(async () => {
    now = new Date(START);
    ({ sandbox, stripe } = await openSandbox({ clock: () => now }));
    const plan = await addPlan(stripe, 'starter', 2900);
    buyer = await customerWithCard(stripe, plan.id);
    meter = await stripe.billing.meters.create({
      display_name: 'Minutes',
      event_name: 'minutes',
      default_aggregation: { formula: 'sum' },
    });
    metered = await stripe.prices.create({
      product: typeof plan.product === 'string' ? plan.product : plan.product.id,
      currency: 'usd',
      unit_amount_decimal: Stripe.Decimal.from('1.5'),
      recurring: { interval: 'month', usage_type: 'metered', meter: meter.id },
    });
  });
  afterEach(() => sandbox.close());

  it('bill the usage of the ended period on the renewal, on one line, once', async () => {
    expect(metered).toMatchObject({ unit_amount: null, recurring: { usage_type: 'metered', meter: meter.id } });
    const item = await stripe.subscriptionItems.create({ subscription: buyer.subscription, price: metered.id });
    expect(item).not.toHaveProperty('quantity');
    await report(100);
    await report(3);
    now = new Date(Date.parse('2026-02-10T00:00:00Z'));
    sandbox.renew(buyer.subscription);
    const first = await newestInvoice(stripe, buyer.subscription);
    // 103 × 1.5 cents is 154.5, rounded once for the line.
    expect(first.lines.data.map(({ amount, quantity }) => [quantity, amount])).toEqual([
      [103, 155],
      [1, 2900],
    ]);
    expect(first.lines.data[0]?.description).toMatch(/^103 × .+ \(at \$0\.015 \/ month\)$/);
    now = new Date(Date.parse('2026-03-10T00:00:00Z'));
    sandbox.renew(buyer.subscription);
    expect((await newestInvoice(stripe, buyer.subscription)).total).toBe(2900);
  });

  it('bill the last usage when the subscription ends, or the item goes', async () => {
    const item = await stripe.subscriptionItems.create({ subscription: buyer.subscription, price: metered.id });
    await report(200);
    now = new Date(START + DAY_MS);
    await stripe.subscriptionItems.del(item.id, { proration_behavior: 'always_invoice' });
    expect((await newestInvoice(stripe, buyer.subscription)).total).toBe(300);
    expect((await stripe.subscriptionItems.list({ subscription: buyer.subscription })).data).toHaveLength(1);
    await stripe.subscriptionItems.create({ subscription: buyer.subscription, price: metered.id });
    await report(20);
    now = new Date(START + 2 * DAY_MS);
    await stripe.subscriptions.cancel(buyer.subscription);
    expect(await newestInvoice(stripe, buyer.subscription)).toMatchObject({ total: 30, status: 'paid' });
  });

  it('take an identifier once, and only a timestamp that is near', async () => {
    await report(5, { identifier: 'call-1' });
    await expect(report(5, { identifier: 'call-1' })).rejects.toMatchObject({ statusCode: 400, code: 'duplicate_meter_event' });
    const at = START / 1000;
    await expect(report(1, { timestamp: at - 36 * 86_400 })).rejects.toMatchObject({ code: 'timestamp_too_far_in_past' });
    await expect(report(1, { timestamp: at + 301 })).rejects.toMatchObject({ code: 'timestamp_in_future' });
    await report(7, { timestamp: at + 299 });
    const span = { customer: buyer.customer, start_time: at, end_time: at + 600 };
    expect((await stripe.billing.meters.listEventSummaries(meter.id, span)).data).toMatchObject([{ aggregated_value: 12 }]);
  });

  it('are sold by an item that carries its own words, and words alone cost nothing', async () => {
    const item = await stripe.subscriptionItems.create({
      subscription: buyer.subscription,
      price: metered.id,
      metadata: { kind: 'overage' },
    });
    expect(item.metadata).toEqual({ kind: 'overage' });
    const invoices = Object.keys(sandbox.state.invoices).length;
    expect((await stripe.subscriptionItems.update(item.id, { metadata: { note: 'x' } })).metadata).toEqual({ kind: 'overage', note: 'x' });
    await stripe.subscriptions.update(buyer.subscription, {
      items: [{ id: item.id, metadata: { note: '' } }],
      proration_behavior: 'always_invoice',
    });
    expect((await stripe.subscriptionItems.retrieve(item.id)).metadata).toEqual({ kind: 'overage' });
    expect(Object.keys(sandbox.state.invoices)).toHaveLength(invoices);
  });

  it('refuse what names no meter, no customer or no number', async () => {
    await expect(report(1, { event_name: 'calls' })).rejects.toMatchObject({ code: 'no_meter' });
    await expect(report(1, { payload: { value: '1' } })).rejects.toMatchObject({ code: 'meter_event_no_customer_defined' });
    await expect(report(1, { payload: { stripe_customer_id: 'cus_x', value: '1' } })).rejects.toMatchObject({ statusCode: 400 });
    await expect(report(1.5)).rejects.toMatchObject({ code: 'meter_event_invalid_value' });
    expect(await stripe.billing.meters.deactivate(meter.id)).toMatchObject({ status: 'inactive' });
    await expect(report(1)).rejects.toMatchObject({ code: 'no_meter' });
    expect((await stripe.billing.meters.list({ status: 'active' })).data).toHaveLength(0);
  });

  it('bill every unit exactly once, whatever the order of usage and renewals', async () => {
    await stripe.subscriptionItems.create({ subscription: buyer.subscription, price: metered.id });
    const step = fc.oneof(fc.constant('renew' as const), fc.integer({ min: 0, max: 500 }));
    const steps = fc.sample(fc.array(step, { minLength: 25, maxLength: 25 }), { numRuns: 1, seed: 7 })[0] ?? [];
    let reported = 0;
    for (const action of steps) {
      if (action === 'renew') {
        const end = sandbox.state.subscriptions[buyer.subscription]?.items.data[0]?.current_period_end ?? 0;
        now = new Date(end * 1000);
        sandbox.renew(buyer.subscription);
      } else {
        await report(action);
        reported += action;
      }
    }
    const end = sandbox.state.subscriptions[buyer.subscription]?.items.data[0]?.current_period_end ?? 0;
    now = new Date(end * 1000);
    sandbox.renew(buyer.subscription);
    const billed = Object.values(sandbox.state.invoices)
      .flatMap((invoice) => invoice.lines.data)
      .filter((line) => line.pricing?.price_details?.price === metered.id)
      .reduce((total, line) => total + (line.quantity ?? 0), 0);
    expect(billed).toBe(reported);
    expect(reported).toBeGreaterThan(0);
  });
});
