import type Stripe from 'stripe';
import type { StripeSandbox } from '../server.js';
import { addPlan, cardForm, eventually, openCheckout, submit } from './harness.js';

/** What a tour through the API works with. */
export interface Tour {
  stripe: Stripe;
  sandbox: StripeSandbox;
}

export const BACK = 'http://127.0.0.1:9/back';
export const HOME = { country: 'DE', city: 'Berlin', line1: 'Unter den Linden 1', postal_code: '10117' };

const NOW = 'always_invoice' as const;
const LATER = 'none' as const;
const MONTH = { interval: 'month', interval_count: 1 } as const;

/** The id behind a field that may have been expanded. */
export function idOf(reference: string | { id: string } | null | undefined): string {
  if (reference === null || reference === undefined) throw new Error('no reference');
  return typeof reference === 'string' ? reference : reference.id;
}

/** The only item of a subscription. */
export function itemOf(subscription: Stripe.Subscription): Stripe.SubscriptionItem {
  const [item] = subscription.items.data;
  if (item === undefined) throw new Error('no item');
  return item;
}

/** A customer with a saved card, by way of the portal's page. */
export async function cardHolder(
  stripe: Stripe,
  number = '4242424242424242',
  facts: Stripe.CustomerCreateParams = {},
): Promise<Stripe.Customer> {
  const customer = await stripe.customers.create({ email: 'ada@example.com', name: 'Ada Lovelace', ...facts });
  const portal = await stripe.billingPortal.sessions.create({ customer: customer.id, return_url: BACK });
  await submit(`${portal.url}/card`, cardForm(number));
  return customer;
}

/** Products and prices of every kind. */
export async function tourCatalogue({ stripe }: Tour): Promise<void> {
  const product = await stripe.products.create({
    name: 'Voice',
    description: 'Talks',
    images: ['https://example.com/a.png'],
    metadata: { plan: 'a' },
  });
  await stripe.products.update(product.id, { name: 'Voices', active: true });
  await stripe.products.retrieve(product.id);
  await stripe.products.list({ active: true });
  const recurring = { product: product.id, currency: 'usd', unit_amount: 2900 };
  const price = await stripe.prices.create({ ...recurring, recurring: { interval: 'month', trial_period_days: 14 }, lookup_key: 'a' });
  await stripe.prices.create({
    ...recurring,
    recurring: { interval: 'year' },
    lookup_key: 'a',
    transfer_lookup_key: true,
    tax_behavior: 'exclusive',
  });
  await stripe.prices.create({ ...recurring, nickname: 'once' });
  await stripe.prices.update(price.id, { active: false, metadata: { old: 'yes' } });
  await stripe.prices.retrieve(price.id, { expand: ['product'] });
  await stripe.prices.list({ lookup_keys: ['a'], expand: ['data.product'] });
  const unused = await stripe.products.create({ name: 'Unused' });
  await stripe.products.del(unused.id);
}

/** Customers, their tax ids, credit and cards. */
export async function tourCustomers({ stripe }: Tour): Promise<void> {
  const customer = await cardHolder(stripe, '4242424242424242', {
    address: HOME,
    phone: '+49 30 1',
    preferred_locales: ['de'],
    metadata: { a: 'b' },
  });
  await stripe.customers.update(customer.id, { name: 'Ada King', tax_exempt: 'reverse' });
  await stripe.customers.createTaxId(customer.id, { type: 'eu_vat', value: 'DE123456789' });
  const second = await stripe.customers.createTaxId(customer.id, { type: 'us_ein', value: '12-3456789' });
  await stripe.customers.listTaxIds(customer.id);
  await stripe.customers.retrieveTaxId(customer.id, second.id);
  await stripe.customers.deleteTaxId(customer.id, second.id);
  const entry = await stripe.customers.createBalanceTransaction(customer.id, { amount: -500, currency: 'usd', description: 'Sorry' });
  await stripe.customers.listBalanceTransactions(customer.id);
  await stripe.customers.retrieveBalanceTransaction(customer.id, entry.id);
  const [card] = (await stripe.customers.listPaymentMethods(customer.id)).data;
  await stripe.paymentMethods.list({ customer: customer.id, type: 'card' });
  await stripe.paymentMethods.retrieve(idOf(card), { expand: ['customer'] });
  await stripe.customers.retrieve(customer.id, { expand: ['subscriptions', 'invoice_settings.default_payment_method'] });
  await stripe.customers.list({ email: 'ada@example.com' });
  await stripe.paymentMethods.detach(idOf(card));
  await stripe.customers.del(customer.id);
  await stripe.customers.retrieve(customer.id);
}

/** Checkout: paid, declined, challenged, expired; with tax, trial, codes. */
export async function tourCheckout({ stripe }: Tour): Promise<void> {
  const price = await addPlan(stripe, 'checkout', 2900);
  const coupon = await stripe.coupons.create({ percent_off: 20, duration: 'once' });
  const customer = await stripe.customers.create({ email: 'ada@example.com' });
  const taxed = await openCheckout(stripe, price.id, {
    customer: customer.id,
    customer_update: { address: 'auto', name: 'auto' },
    automatic_tax: { enabled: true },
    tax_id_collection: { enabled: true },
    discounts: [{ coupon: coupon.id }],
    client_reference_id: 'tenant',
    metadata: { a: 'b' },
    locale: 'en',
    billing_address_collection: 'required',
    subscription_data: { metadata: { c: 'd' }, description: 'Plan' },
  });
  await submit(
    `${taxed.url}/address`,
    new URLSearchParams({ line1: 'Way 1', city: 'Berlin', postal_code: '10117', country: 'DE', state: '' }),
  );
  await submit(taxed.url, cardForm('4000000000000002'));
  await submit(taxed.url, cardForm('4242424242424242'));
  await stripe.checkout.sessions.retrieve(taxed.id, { expand: ['line_items', 'subscription.latest_invoice', 'customer'] });
  await stripe.checkout.sessions.listLineItems(taxed.id);
  const trial = await openCheckout(stripe, price.id, {
    subscription_data: { trial_period_days: 14 },
    payment_method_collection: 'if_required',
  });
  await submit(trial.url, cardForm('4242424242424242'));
  const challenged = await openCheckout(stripe, price.id, { allow_promotion_codes: true });
  await submit(challenged.url, cardForm('4000002760003184'));
  await submit(`${challenged.url}/challenge`, new URLSearchParams({ answer: 'approve' }));
  const left = await openCheckout(stripe, price.id);
  await stripe.checkout.sessions.update(left.id, { metadata: { left: 'yes' } });
  await stripe.checkout.sessions.expire(left.id);
  await stripe.checkout.sessions.list({ limit: 100 });
}

/** Subscriptions through their states, from a start without money to the end. */
export async function tourSubscriptions({ stripe, sandbox }: Tour): Promise<void> {
  const [small, large] = [await addPlan(stripe, 'sub_small', 2900), await addPlan(stripe, 'sub_large', 9900)];
  const customer = await cardHolder(stripe, '4242424242424242', { address: HOME });
  const coupon = await stripe.coupons.create({ amount_off: 300, currency: 'usd', duration: 'forever' });
  const paid = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: small.id }],
    automatic_tax: { enabled: true },
    discounts: [{ coupon: coupon.id }],
    metadata: { tenant: 't' },
    expand: ['latest_invoice.payments', 'latest_invoice.confirmation_secret', 'discounts', 'customer'],
  });
  const change = { items: [{ id: itemOf(paid).id, price: large.id }], proration_behavior: NOW };
  await stripe.invoices.createPreview({ subscription: paid.id, subscription_details: change });
  await stripe.subscriptions.update(paid.id, { ...change, payment_behavior: 'pending_if_incomplete' });
  await stripe.subscriptions.update(paid.id, {
    items: [{ id: itemOf(paid).id, price: small.id }],
    proration_behavior: 'create_prorations',
  });
  await stripe.invoices.createPreview({ subscription: paid.id });
  await stripe.subscriptions.update(paid.id, {
    cancel_at_period_end: true,
    cancellation_details: { feedback: 'unused', comment: 'later' },
  });
  await stripe.subscriptions.update(paid.id, { cancel_at_period_end: false });
  await tourItems(stripe, paid, large);
  await stripe.subscriptions.cancel(paid.id, { invoice_now: true, prorate: true, cancellation_details: { feedback: 'other' } });
  const trial = { items: [{ price: small.id }], trial_period_days: 14 };
  const poor = await stripe.customers.create({ email: 'poor@example.com' });
  const pausing = { trial_settings: { end_behavior: { missing_payment_method: 'pause' } } } as const;
  const paused = await stripe.subscriptions.create({ customer: poor.id, ...trial, ...pausing });
  await stripe.subscriptions.create({ customer: poor.id, items: [{ price: small.id }], payment_behavior: 'default_incomplete' });
  const weak = await cardHolder(stripe, '4000000000000341');
  const failing = await stripe.subscriptions.create({ customer: weak.id, ...trial });
  const waiting = await stripe.subscriptions.create({
    customer: weak.id,
    items: [{ price: small.id }],
    payment_behavior: 'allow_incomplete',
  });
  await stripe.subscriptions.list({ status: 'incomplete', expand: ['data.latest_invoice'] });
  sandbox.advance({ days: 16 });
  await stripe.subscriptions.retrieve(paused.id);
  const card = await stripe.billingPortal.sessions.create({ customer: poor.id, return_url: BACK });
  await submit(`${card.url}/card`, cardForm('4242424242424242'));
  await stripe.subscriptions.resume(paused.id);
  await stripe.subscriptions.retrieve(failing.id, { expand: ['latest_invoice'] });
  await stripe.subscriptions.retrieve(waiting.id);
  await stripe.subscriptions.list({ status: 'all', limit: 100, expand: ['data.default_payment_method'] });
}

async function tourItems(stripe: Stripe, subscription: Stripe.Subscription, price: Stripe.Price): Promise<void> {
  const item = await stripe.subscriptionItems.create({ subscription: subscription.id, price: price.id, quantity: 2 });
  await stripe.subscriptionItems.update(item.id, { quantity: 3 });
  await stripe.subscriptionItems.list({ subscription: subscription.id });
  await stripe.subscriptionItems.retrieve(item.id);
  await stripe.subscriptionItems.del(item.id);
}

/** A change the card refuses, once paid on the hosted page, once forgotten; and a ladder climbed to its end. */
export async function tourFailures({ stripe, sandbox }: Tour): Promise<void> {
  const [small, large] = [await addPlan(stripe, 'fail_small', 2900), await addPlan(stripe, 'fail_large', 9900)];
  const buys = async (card: string): Promise<Stripe.Subscription> => {
    const { id, url } = await openCheckout(stripe, small.id);
    await submit(url, cardForm(card));
    return stripe.subscriptions.retrieve(idOf((await stripe.checkout.sessions.retrieve(id)).subscription));
  };
  for (const answer of ['pays', 'waits']) {
    const bought = await buys('4000000000000341');
    const change = { items: [{ id: itemOf(bought).id, price: large.id }], proration_behavior: NOW };
    const pending = await stripe.subscriptions.update(bought.id, { ...change, payment_behavior: 'pending_if_incomplete' });
    if (answer === 'pays') await submit(`${sandbox.url}/i/${idOf(pending.latest_invoice)}/pay`, cardForm('4242424242424242'));
  }
  const always = await openCheckout(stripe, small.id);
  await submit(always.url, cardForm('4000002760003184'));
  await submit(`${always.url}/challenge`, new URLSearchParams({ answer: 'approve' }));
  await stripe.checkout.sessions.create({ mode: 'subscription', line_items: [{ price: small.id, quantity: 1 }], success_url: BACK });
  const metered = await buys('4000000000000341');
  await stripe.subscriptions.update(metered.id, { description: 'weak' });
  sandbox.advance({ days: 62 });
  await stripe.invoices.list({ status: 'uncollectible' });
  await stripe.subscriptions.list({ status: 'canceled' });
}

/** Schedules: a downgrade at the boundary, one let go, one called off. */
export async function tourSchedules({ stripe, sandbox }: Tour): Promise<void> {
  const [small, large] = [await addPlan(stripe, 'phase_small', 2900), await addPlan(stripe, 'phase_large', 9900)];
  const customer = await cardHolder(stripe);
  const starts = (): Promise<Stripe.Subscription> => stripe.subscriptions.create({ customer: customer.id, items: [{ price: large.id }] });
  const open = async (): Promise<Stripe.SubscriptionSchedule> =>
    stripe.subscriptionSchedules.create({ from_subscription: (await starts()).id, metadata: { why: 'downgrade' } });
  for (const end of ['release', 'cancel'] as const) {
    const schedule = await open();
    const [running] = schedule.phases;
    if (running === undefined) throw new Error('no phase');
    const same = { items: [{ price: large.id, quantity: 1 }], start_date: running.start_date, end_date: running.end_date };
    const next = { items: [{ price: small.id, quantity: 1 }], proration_behavior: LATER, duration: MONTH };
    await stripe.subscriptionSchedules.update(schedule.id, { end_behavior: end, phases: [same, next] });
    await stripe.subscriptionSchedules.retrieve(schedule.id, { expand: ['subscription'] });
  }
  await stripe.subscriptionSchedules.release((await open()).id);
  await stripe.subscriptionSchedules.cancel((await open()).id);
  sandbox.advance({ days: 70 });
  await stripe.subscriptionSchedules.list({ customer: customer.id });
}

/** Test clocks. */
export async function tourTestClocks({ stripe, sandbox }: Tour): Promise<void> {
  const now = Math.floor(sandbox.now().getTime() / 1000);
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: now, name: 'tour' });
  await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: now + 3600 });
  await eventually(() => sandbox.state.testClocks[clock.id]?.status === 'ready');
  await stripe.testHelpers.testClocks.retrieve(clock.id);
  await stripe.testHelpers.testClocks.list();
  await stripe.testHelpers.testClocks.del(clock.id);
}
