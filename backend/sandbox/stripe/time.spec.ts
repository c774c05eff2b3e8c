import type Stripe from 'stripe';
import type { StripeSandbox, StripeSandboxOptions } from './server.js';
import { addPlan, buy, cardForm, eventually, openCheckout, openSandbox, submit } from './testing/harness.js';

const DAY = 86_400;

function seconds(iso: string): number {
  return Date.parse(iso) / 1000;
}

function idOf(reference: string | { id: string } | null): string {
  if (reference === null) throw new Error('no reference');
  return typeof reference === 'string' ? reference : reference.id;
}

describe('time', () => {
  let sandbox: StripeSandbox;
  let stripe: Stripe;
  let starter: Stripe.Price;
  let professional: Stripe.Price;

  const open = async (options: Partial<StripeSandboxOptions> = {}): Promise<void> => {
    ({ sandbox, stripe } = await openSandbox({ clock: () => new Date('2026-01-31T12:00:00Z'), ...options }));
    starter = await addPlan(stripe, 'starter', 2900);
    professional = await addPlan(stripe, 'professional', 9900);
  };
  const item = (subscription: Stripe.Subscription): Stripe.SubscriptionItem => {
    const first = subscription.items.data[0];
    if (first === undefined) throw new Error('no item');
    return first;
  };
  const happened = (since = 0): [string, string][] =>
    Object.values(sandbox.state.events)
      .slice(since)
      .filter(({ type }) => !/^(payment_intent|invoice_payment)\./.test(type))
      .map(({ type, created }) => [type, new Date(created * 1000).toISOString().slice(0, 16)]);
  const mark = (): number => Object.keys(sandbox.state.events).length;

  afterEach(() => sandbox.close());

  it('renews: a week ahead, a draft at the boundary, the money an hour later, and the 31st comes back', async () => {
    await open();
    const { id } = await buy(stripe, starter.id);
    const since = mark();
    sandbox.advance(new Date('2026-03-31T14:00:00Z'));
    expect(happened(since)).toEqual([
      ['invoice.upcoming', '2026-02-21T12:00'],
      ['invoice.created', '2026-02-28T12:00'],
      ['customer.subscription.updated', '2026-02-28T12:00'],
      ['invoice.finalized', '2026-02-28T13:00'],
      ['charge.succeeded', '2026-02-28T13:00'],
      ['invoice.paid', '2026-02-28T13:00'],
      ['invoice.payment_succeeded', '2026-02-28T13:00'],
      ['invoice.upcoming', '2026-03-24T12:00'],
      ['invoice.created', '2026-03-31T12:00'],
      ['customer.subscription.updated', '2026-03-31T12:00'],
      ['invoice.finalized', '2026-03-31T13:00'],
      ['charge.succeeded', '2026-03-31T13:00'],
      ['invoice.paid', '2026-03-31T13:00'],
      ['invoice.payment_succeeded', '2026-03-31T13:00'],
    ]);
    expect(item(await stripe.subscriptions.retrieve(id))).toMatchObject({
      current_period_start: seconds('2026-03-31T12:00:00Z'),
      current_period_end: seconds('2026-04-30T12:00:00Z'),
    });
    expect(sandbox.now()).toEqual(new Date('2026-03-31T14:00:00Z'));
    expect(() => sandbox.advance(new Date('2026-03-01T00:00:00Z'))).toThrow(RangeError);
  });

  it.each(['cancel', 'unpaid', 'past_due'] as const)('climbs the dunning ladder and ends %s', async (afterwards) => {
    await open({ dunning: { afterwards } });
    const { id } = await buy(stripe, starter.id, '4000000000000341');
    sandbox.advance(new Date('2026-02-28T12:30:00Z'));
    const since = mark();
    expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ status: 'active' });
    sandbox.advance({ days: 15 });
    const failures = happened(since).filter(([type]) => type === 'invoice.payment_failed');
    expect(failures.map(([, at]) => at.slice(5, 10))).toEqual(['02-28', '03-03', '03-05', '03-07', '03-14']);
    const status = afterwards === 'cancel' ? 'canceled' : afterwards;
    expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ status });
    const [invoice] = (await stripe.invoices.list({ subscription: id, limit: 1 })).data;
    expect(invoice).toMatchObject({ status: 'open', attempt_count: 5, next_payment_attempt: null });
    const types = happened(since).map(([type]) => type);
    expect(types.at(-1)).toBe(
      afterwards === 'cancel'
        ? 'customer.subscription.deleted'
        : afterwards === 'unpaid'
          ? 'customer.subscription.updated'
          : 'invoice.payment_failed',
    );
    if (afterwards !== 'unpaid') return;
    // The next cycle's invoice waits as a draft; paying it after finalising is the merchant's business.
    sandbox.advance({ days: 30 });
    expect((await stripe.invoices.list({ subscription: id, status: 'draft' })).data).toHaveLength(1);
  });

  it('comes back when a new card pays within the ladder', async () => {
    await open();
    const bought = await buy(stripe, starter.id, '4000000000000341');
    sandbox.advance(new Date('2026-03-01T12:00:00Z'));
    expect(await stripe.subscriptions.retrieve(bought.id)).toMatchObject({ status: 'past_due' });
    const customer = typeof bought.customer === 'string' ? bought.customer : bought.customer.id;
    const portal = await stripe.billingPortal.sessions.create({ customer, return_url: 'http://127.0.0.1:9/' });
    await submit(`${portal.url}/card`, cardForm('4242424242424242'));
    await stripe.subscriptions.update(bought.id, { default_payment_method: '' });
    sandbox.advance(new Date('2026-03-03T14:00:00Z'));
    expect(await stripe.subscriptions.retrieve(bought.id)).toMatchObject({ status: 'active' });
    const [event] = (await stripe.events.list({ type: 'customer.subscription.updated', limit: 1 })).data;
    expect(event?.data.previous_attributes).toEqual({ status: 'past_due' });
  });

  it('ends trials: warned three days ahead, then charged, paused or ended', async () => {
    await open();
    const { id: session, url } = await openCheckout(stripe, starter.id, { subscription_data: { trial_period_days: 14 } });
    await submit(url, cardForm('4242424242424242'));
    expect(await stripe.checkout.sessions.retrieve(session)).toMatchObject({ status: 'complete' });
    const customer = await stripe.customers.create({ email: 'nocard@example.com' });
    const trial = (missing: 'cancel' | 'pause' | 'create_invoice'): Promise<Stripe.Subscription> =>
      stripe.subscriptions.create({
        customer: customer.id,
        items: [{ price: starter.id }],
        trial_period_days: 14,
        trial_settings: { end_behavior: { missing_payment_method: missing } },
      });
    const [ending, pausing, billing] = [await trial('cancel'), await trial('pause'), await trial('create_invoice')];
    const since = mark();
    sandbox.advance({ days: 15 });
    expect(happened(since).filter(([type]) => type.endsWith('trial_will_end'))).toEqual(
      Array.from({ length: 4 }, () => ['customer.subscription.trial_will_end', '2026-02-11T12:00']),
    );
    expect(await stripe.subscriptions.retrieve(ending.id)).toMatchObject({ status: 'canceled' });
    expect(await stripe.subscriptions.retrieve(pausing.id)).toMatchObject({ status: 'paused' });
    expect(await stripe.subscriptions.retrieve(billing.id)).toMatchObject({ status: 'past_due' });
    await submit(
      `${(await stripe.billingPortal.sessions.create({ customer: customer.id, return_url: 'http://127.0.0.1:9/' })).url}/card`,
      cardForm('4242424242424242'),
    );
    expect(await stripe.subscriptions.resume(pausing.id)).toMatchObject({
      status: 'active',
      billing_cycle_anchor: seconds('2026-02-15T12:00:00Z'),
    });
    expect(happened().at(-1)?.[0]).toBe('customer.subscription.resumed');
  });

  it('lets first payments lapse after 23 hours, and asks the challenge on the hosted invoice', async () => {
    await open();
    const customer = await stripe.customers.create({ email: 'ada@example.com' });
    const create = (): Promise<Stripe.Subscription> =>
      stripe.subscriptions.create({ customer: customer.id, items: [{ price: starter.id }], payment_behavior: 'default_incomplete' });
    const [lost, kept] = [await create(), await create()];
    const invoice = await stripe.invoices.retrieve(typeof kept.latest_invoice === 'string' ? kept.latest_invoice : '');
    const page = invoice.hosted_invoice_url ?? '';
    const challenge = await submit(`${page}/pay`, cardForm('4000002760003184'));
    expect(challenge.headers.get('location')).toBe(`/i/${invoice.id}/challenge`);
    expect(await (await fetch(`${page}/challenge`)).text()).toContain('3-D Secure');
    expect(await stripe.subscriptions.retrieve(kept.id)).toMatchObject({ status: 'incomplete' });
    await submit(`${page}/challenge`, new URLSearchParams({ answer: 'approve' }));
    expect(await stripe.subscriptions.retrieve(kept.id)).toMatchObject({ status: 'active' });
    sandbox.advance({ seconds: 23 * 3600 });
    expect(await stripe.subscriptions.retrieve(lost.id)).toMatchObject({ status: 'incomplete_expired' });
    expect((await stripe.invoices.list({ status: 'void' })).data).toMatchObject([{ id: lost.latest_invoice }]);
  });

  it('needs its customer for every renewal of a card that always asks', async () => {
    await open();
    const { id, url } = await openCheckout(stripe, starter.id);
    await submit(url, cardForm('4000002760003184'));
    await submit(`${url}/challenge`, new URLSearchParams({ answer: 'approve' }));
    const { subscription } = await stripe.checkout.sessions.retrieve(id);
    const since = mark();
    sandbox.advance(new Date('2026-02-28T14:00:00Z'));
    expect(happened(since).map(([type]) => type)).toEqual([
      'invoice.upcoming',
      'invoice.created',
      'customer.subscription.updated',
      'invoice.finalized',
      'charge.failed',
      'invoice.payment_action_required',
      'invoice.payment_failed',
      'customer.subscription.updated',
    ]);
    expect(await stripe.subscriptions.retrieve(idOf(subscription))).toMatchObject({ status: 'past_due' });
    expect((await stripe.paymentIntents.list({ limit: 1 })).data).toMatchObject([{ status: 'requires_action' }]);
  });

  it('keeps a change that is not paid out of the subscription, and forgets it after 23 hours', async () => {
    await open();
    const bought = await buy(stripe, starter.id, '4000000000000341');
    const items = [{ id: item(bought).id, price: professional.id }];
    const change = { items, proration_behavior: 'always_invoice', payment_behavior: 'pending_if_incomplete' } as const;
    const first = await stripe.subscriptions.update(bought.id, change);
    sandbox.advance({ seconds: 3600 });
    const second = await stripe.subscriptions.update(bought.id, change);
    expect(await stripe.invoices.retrieve(idOf(first.latest_invoice))).toMatchObject({ status: 'void' });
    sandbox.advance({ seconds: 23 * 3600 });
    expect(await stripe.subscriptions.retrieve(bought.id)).toMatchObject({
      status: 'active',
      pending_update: null,
      items: { data: [{ price: { id: starter.id } }] },
    });
    expect(await stripe.invoices.retrieve(idOf(second.latest_invoice))).toMatchObject({ status: 'void' });
    expect(happened().at(-1)?.[0]).toBe('customer.subscription.pending_update_expired');
  });

  it('moves by test clocks too, which arrive later and say so', async () => {
    await open();
    await buy(stripe, starter.id);
    const now = Math.floor(sandbox.now().getTime() / 1000);
    const clock = await stripe.testHelpers.testClocks.create({ frozen_time: now, name: 'ladder' });
    await expect(stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: now - 1 })).rejects.toMatchObject({ statusCode: 400 });
    await expect(stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: now + 70 * DAY })).rejects.toThrow(/two intervals/);
    const moving = await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: now + 30 * DAY });
    expect(moving).toMatchObject({ status: 'advancing', status_details: { advancing: { target_frozen_time: now + 30 * DAY } } });
    await eventually(() => sandbox.state.testClocks[clock.id]?.status === 'ready');
    expect(happened().at(-1)).toEqual(['test_helpers.test_clock.ready', '2026-03-02T12:00']);
    expect((await stripe.invoices.list({ limit: 1 })).data).toMatchObject([{ billing_reason: 'subscription_cycle', status: 'paid' }]);
    expect((await stripe.testHelpers.testClocks.list()).data).toHaveLength(1);
    expect(await stripe.testHelpers.testClocks.del(clock.id)).toMatchObject({ deleted: true });
  });

  it('changes the price at the boundary under a schedule, then lets go', async () => {
    await open();
    const bought = await buy(stripe, professional.id);
    const schedule = await stripe.subscriptionSchedules.create({ from_subscription: bought.id });
    const [running] = schedule.phases;
    if (running === undefined) throw new Error('no phase');
    const same = { items: [{ price: professional.id, quantity: 1 }], start_date: running.start_date, end_date: running.end_date };
    await stripe.subscriptionSchedules.update(schedule.id, {
      end_behavior: 'release',
      phases: [same, { items: [{ price: starter.id, quantity: 1 }], proration_behavior: 'none', duration: { interval: 'month' } }],
    });
    await expect(stripe.subscriptions.update(bought.id, { cancel_at_period_end: true })).rejects.toThrow(
      /managed by the subscription schedule/,
    );
    const preview = await stripe.invoices.createPreview({ subscription: bought.id });
    expect(preview.total).toBe(2900);
    const since = mark();
    sandbox.advance(new Date('2026-02-28T14:00:00Z'));
    expect((await stripe.invoices.list({ limit: 1 })).data).toMatchObject([{ total: 2900, status: 'paid' }]);
    expect(await stripe.subscriptions.retrieve(bought.id)).toMatchObject({
      schedule: schedule.id,
      items: { data: [{ price: { id: starter.id } }] },
    });
    sandbox.advance(new Date('2026-03-31T14:00:00Z'));
    expect(await stripe.subscriptions.retrieve(bought.id)).toMatchObject({ schedule: null, status: 'active' });
    expect(await stripe.subscriptionSchedules.retrieve(schedule.id)).toMatchObject({
      status: 'released',
      released_subscription: bought.id,
    });
    expect(happened(since).filter(([type]) => type.startsWith('subscription_schedule'))).toEqual([
      ['subscription_schedule.updated', '2026-02-28T12:00'],
      ['subscription_schedule.expiring', '2026-03-24T12:00'],
      ['subscription_schedule.released', '2026-03-31T12:00'],
    ]);
  });

  it('lets schedules be called off, alone or with their subscription', async () => {
    await open();
    const [first, second] = [await buy(stripe, starter.id), await buy(stripe, starter.id)];
    const released = await stripe.subscriptionSchedules.create({ from_subscription: first.id });
    expect(await stripe.subscriptionSchedules.release(released.id)).toMatchObject({ status: 'released', subscription: null });
    expect(await stripe.subscriptions.retrieve(first.id)).toMatchObject({ schedule: null, status: 'active' });
    const canceled = await stripe.subscriptionSchedules.create({ from_subscription: second.id });
    expect(await stripe.subscriptionSchedules.cancel(canceled.id)).toMatchObject({ status: 'canceled' });
    expect(await stripe.subscriptions.retrieve(second.id)).toMatchObject({ status: 'canceled' });
    expect((await stripe.subscriptionSchedules.list()).data).toHaveLength(2);
  });
});
