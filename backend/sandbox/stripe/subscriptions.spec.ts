import type Stripe from 'stripe';
import type { StripeSandbox } from './server.js';
import { addPlan, buy, cardForm, openCheckout, openSandbox, submit } from './testing/harness.js';

function seconds(iso: string): number {
  return Date.parse(iso) / 1000;
}

describe('subscriptions', () => {
  let sandbox: StripeSandbox;
  let stripe: Stripe;
  let starter: Stripe.Price;
  let professional: Stripe.Price;
  let now: Date;

  const item = (subscription: Stripe.Subscription): Stripe.SubscriptionItem => {
    const first = subscription.items.data[0];
    if (first === undefined) throw new Error('no item');
    return first;
  };
  const eventTypes = (): string[] => Object.values(sandbox.state.events).map(({ type }) => type);

  beforeEach(async () => {
    now = new Date('2026-01-31T12:00:00Z');
    ({ sandbox, stripe } = await openSandbox({ clock: () => now }));
    starter = await addPlan(stripe, 'starter', 2900);
    professional = await addPlan(stripe, 'professional', 9900);
  });
  afterEach(() => sandbox.close());

  it('carry their period on the item, and the invoice points back through its parent', async () => {
    const subscription = await buy(stripe, starter.id);
    expect(item(subscription)).toMatchObject({
      current_period_start: seconds('2026-01-31T12:00:00Z'),
      current_period_end: seconds('2026-02-28T12:00:00Z'),
    });
    expect(subscription).not.toHaveProperty('current_period_end');
    const [invoice] = (await stripe.invoices.list({ subscription: subscription.id })).data;
    expect(invoice).toMatchObject({ parent: { type: 'subscription_details', subscription_details: { subscription: subscription.id } } });
    expect(invoice).not.toHaveProperty('payment_intent');
    expect(invoice).not.toHaveProperty('payments');
  });

  it('can be told to end with the period, and to go on after all', async () => {
    const subscription = await buy(stripe, starter.id);
    const ending = await stripe.subscriptions.update(subscription.id, {
      cancel_at_period_end: true,
      cancellation_details: { feedback: 'too_expensive', comment: 'later' },
    });
    expect(ending).toMatchObject({
      status: 'active',
      cancel_at_period_end: true,
      cancel_at: item(subscription).current_period_end,
      cancellation_details: { reason: 'cancellation_requested', feedback: 'too_expensive', comment: 'later' },
    });
    const events = await stripe.events.list({ type: 'customer.subscription.updated', limit: 1 });
    expect(events.data[0]?.data.previous_attributes).toMatchObject({ cancel_at_period_end: false, cancel_at: null });

    const resumed = await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: false });
    expect(resumed).toMatchObject({ cancel_at_period_end: false, cancel_at: null, canceled_at: null });

    await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
    expect(sandbox.renew(subscription.id).status).toBe('canceled');
    expect(eventTypes().at(-1)).toBe('customer.subscription.deleted');
    expect((await stripe.invoices.list({ subscription: subscription.id })).data).toHaveLength(1);
  });

  it('end at once when cancelled, and then let only words and metadata change', async () => {
    const subscription = await buy(stripe, starter.id);
    expect(await stripe.subscriptions.cancel(subscription.id)).toMatchObject({
      status: 'canceled',
      ended_at: seconds('2026-01-31T12:00:00Z'),
    });
    await expect(stripe.subscriptions.cancel(subscription.id)).rejects.toMatchObject({ statusCode: 404 });
    await expect(stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true })).rejects.toMatchObject({ statusCode: 400 });
    expect((await stripe.subscriptions.list()).data).toHaveLength(0);
    expect((await stripe.subscriptions.list({ status: 'all' })).data).toHaveLength(1);
  });

  it('renew: period moves, invoice is paid, and the 31st comes back after February', async () => {
    const subscription = await buy(stripe, starter.id);
    now = new Date('2026-02-28T12:00:00Z');
    const renewed = sandbox.renew(subscription.id);
    expect(renewed.status).toBe('active');
    expect(item(renewed).current_period_end).toBe(seconds('2026-03-31T12:00:00Z'));
    const [invoice] = (await stripe.invoices.list({ subscription: subscription.id, expand: ['data.payments'] })).data;
    expect(invoice).toMatchObject({
      id: renewed.latest_invoice,
      billing_reason: 'subscription_cycle',
      status: 'paid',
      amount_paid: 2900,
      payments: { data: [{ amount_paid: 2900 }] },
    });
    expect(eventTypes().slice(-2)).toEqual(['invoice.paid', 'invoice.payment_succeeded']);
  });

  it('fall past due when the card fails later, and recover when the invoice is paid', async () => {
    const subscription = await buy(stripe, starter.id, '4000000000000341');
    expect(subscription.status).toBe('active');
    expect(sandbox.renew(subscription.id).status).toBe('past_due');
    expect(eventTypes().slice(-3)).toEqual(['payment_intent.payment_failed', 'invoice.payment_failed', 'customer.subscription.updated']);
    const [invoice] = (await stripe.invoices.list({ status: 'open' })).data;
    if (invoice?.hosted_invoice_url == null) throw new Error('no open invoice');
    expect(invoice).toMatchObject({ attempt_count: 1, amount_remaining: 2900, next_payment_attempt: seconds('2026-02-03T12:00:00Z') });

    await submit(`${invoice.hosted_invoice_url}/pay`, cardForm('4242424242424242'));
    expect(await stripe.invoices.retrieve(invoice.id)).toMatchObject({ status: 'paid', attempt_count: 1 });
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe('active');
  });

  it('charge exactly what the preview showed when the plan changes', async () => {
    const subscription = await buy(stripe, starter.id);
    now = new Date('2026-02-14T12:00:00Z');
    const change = { items: [{ id: item(subscription).id, price: professional.id }], proration_behavior: 'always_invoice' as const };
    const preview = await stripe.invoices.createPreview({ subscription: subscription.id, subscription_details: change });
    const prorationDate = preview.parent?.subscription_details?.subscription_proration_date;
    now = new Date('2026-02-14T12:05:00Z');
    const changed = await stripe.subscriptions.update(subscription.id, {
      ...change,
      proration_date: prorationDate,
      expand: ['latest_invoice'],
    });
    // 14 of 28 days are left: half of 99.00 less half of 29.00.
    expect(preview).toMatchObject({ total: 3500, amount_due: 3500 });
    expect(changed).toMatchObject({
      items: { data: [{ price: { id: professional.id } }] },
      latest_invoice: { billing_reason: 'subscription_update', status: 'paid', total: 3500 },
    });
    expect(preview.lines.data.map(({ amount }) => amount)).toEqual([-1450, 4950]);
    expect(Object.keys(sandbox.state.invoices)).toHaveLength(2);
  });

  it('keep the money of a downgrade as credit for the next invoice', async () => {
    const subscription = await buy(stripe, professional.id);
    now = new Date('2026-02-14T12:00:00Z');
    const customer = typeof subscription.customer === 'string' ? subscription.customer : subscription.customer.id;
    await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item(subscription).id, price: starter.id }],
      proration_behavior: 'always_invoice',
    });
    expect(await stripe.customers.retrieve(customer)).toMatchObject({ balance: -3500 });
    sandbox.renew(subscription.id);
    const [invoice] = (await stripe.invoices.list({ limit: 1 })).data;
    expect(invoice).toMatchObject({
      total: 2900,
      amount_due: 0,
      amount_paid: 0,
      status: 'paid',
      starting_balance: -3500,
      ending_balance: -600,
    });
  });

  it('leave prorations out, or until the next invoice, as asked', async () => {
    const subscription = await buy(stripe, starter.id);
    now = new Date('2026-02-14T12:00:00Z');
    const id = item(subscription).id;
    await stripe.subscriptions.update(subscription.id, { items: [{ id, price: professional.id }], proration_behavior: 'none' });
    expect(Object.keys(sandbox.state.invoices)).toHaveLength(1);
    await stripe.subscriptions.update(subscription.id, { items: [{ id, price: starter.id }] });
    expect(Object.keys(sandbox.state.invoices)).toHaveLength(1);
    const next = await stripe.invoices.createPreview({ subscription: subscription.id });
    expect(next.total).toBe(2900 - 4950 + 1450);
    sandbox.renew(subscription.id);
    expect((await stripe.invoices.list({ limit: 1 })).data[0]?.total).toBe(next.total);
  });

  it('refuse a change whose payment fails, or keep it waiting, as asked', async () => {
    const subscription = await buy(stripe, starter.id, '4000000000000341');
    const items = [{ id: item(subscription).id, price: professional.id }];
    const change = { items, proration_behavior: 'always_invoice' as const };
    await expect(
      stripe.subscriptions.update(subscription.id, { ...change, payment_behavior: 'error_if_incomplete' }),
    ).rejects.toMatchObject({
      statusCode: 402,
      code: 'card_declined',
    });
    expect(Object.keys(sandbox.state.invoices)).toHaveLength(1);
    const waiting = await stripe.subscriptions.update(subscription.id, { ...change, payment_behavior: 'pending_if_incomplete' });
    expect(waiting).toMatchObject({ status: 'active', items: { data: [{ price: { id: starter.id } }] } });
    expect(waiting.pending_update?.subscription_items).toMatchObject([{ price: { id: professional.id } }]);
    const [open] = (await stripe.invoices.list({ status: 'open' })).data;
    await submit(`${open?.hosted_invoice_url ?? ''}/pay`, cardForm('4242424242424242'));
    expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({
      pending_update: null,
      items: { data: [{ price: { id: professional.id } }] },
    });
  });

  it('begin with a trial that costs nothing', async () => {
    const { id, url } = await openCheckout(stripe, starter.id, { subscription_data: { trial_period_days: 14 } });
    await submit(url, cardForm('4242424242424242'));
    const session = await stripe.checkout.sessions.retrieve(id, { expand: ['subscription'] });
    expect(session).toMatchObject({
      payment_status: 'no_payment_required',
      amount_total: 0,
      subscription: { status: 'trialing', trial_end: seconds('2026-02-14T12:00:00Z') },
    });
    if (session.subscription === null || typeof session.subscription === 'string') throw new Error('not expanded');
    expect(sandbox.renew(session.subscription.id).status).toBe('active');
    expect((await stripe.invoices.list({ limit: 1 })).data[0]).toMatchObject({ amount_paid: 2900 });
  });

  it('let the end of a trial be moved, and charge on the new day', async () => {
    const customer = await stripe.customers.create();
    const { id } = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: starter.id }], trial_period_days: 14 });
    const end = seconds('2026-03-01T12:00:00Z');
    const moved = await stripe.subscriptions.update(id, { trial_end: end, proration_behavior: 'none' });
    expect(moved).toMatchObject({ status: 'trialing', trial_end: end, billing_cycle_anchor: end });
    expect(item(moved).current_period_end).toBe(end);
    sandbox.advance(new Date('2026-02-15T12:00:00Z'));
    expect((await stripe.subscriptions.retrieve(id)).status).toBe('trialing');
    expect((await stripe.invoices.list({ subscription: id })).data).toHaveLength(1);
    await expect(stripe.subscriptions.update(id, { trial_end: seconds('2026-01-01T00:00:00Z') })).rejects.toThrow('trial_end');
    const paid = await buy(stripe, starter.id);
    await expect(stripe.subscriptions.update(paid.id, { trial_end: seconds('2026-09-01T00:00:00Z') })).rejects.toThrow('trial');
  });

  it('can be renewed and cancelled from the pages', async () => {
    const subscription = await buy(stripe, starter.id);
    const dashboard = await (await fetch(sandbox.url)).text();
    expect(dashboard).toContain(`/sandbox/subscriptions/${subscription.id}/renew`);
    await submit(`${sandbox.url}/sandbox/subscriptions/${subscription.id}/renew`, new URLSearchParams());
    expect((await stripe.invoices.list({ subscription: subscription.id })).data).toHaveLength(2);

    const customer = typeof subscription.customer === 'string' ? subscription.customer : subscription.customer.id;
    const portal = await stripe.billingPortal.sessions.create({ customer, return_url: 'http://127.0.0.1:9/billing' });
    const form = new URLSearchParams({ subscription: subscription.id });
    await submit(`${portal.url}/cancel`, form);
    expect((await stripe.subscriptions.retrieve(subscription.id)).cancel_at_period_end).toBe(true);
    await submit(`${portal.url}/resume`, form);
    expect((await stripe.subscriptions.retrieve(subscription.id)).cancel_at_period_end).toBe(false);
    await submit(`${portal.url}/card`, cardForm('4000000000000341'));
    expect(await (await fetch(portal.url)).text()).toContain('0341');
  });

  it('show their invoice as a page and as a valid PDF', async () => {
    const subscription = await buy(stripe, starter.id);
    const [invoice] = (await stripe.invoices.list({ subscription: subscription.id })).data;
    expect(await (await fetch(invoice?.hosted_invoice_url ?? '')).text()).toContain('$29.00');
    const response = await fetch(invoice?.invoice_pdf ?? '');
    expect(response.headers.get('content-type')).toBe('application/pdf');
    const pdf = Buffer.from(await response.arrayBuffer()).toString('latin1');
    expect(pdf).toContain('(1 \xd7 Starter \\(at $29.00 / month\\))');
    const start = Number(/startxref\n(\d+)/.exec(pdf)?.[1]);
    expect(pdf.slice(start, start + 4)).toBe('xref');
    const offsets = [...pdf.slice(start).matchAll(/^(\d{10}) 00000 n/gm)].map((match) => Number(match[1]));
    expect(offsets).toHaveLength(7);
    for (const [index, offset] of offsets.entries()) expect(pdf.slice(offset)).toMatch(new RegExp(`^${index + 1} 0 obj`));
  });
});
