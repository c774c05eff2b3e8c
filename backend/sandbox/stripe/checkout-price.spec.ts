import type Stripe from 'stripe';
import type { StripeSandbox } from './server.js';
import { cardForm, openCheckout, openSandbox, submit } from './testing/harness.js';

describe('the price on the Checkout page', () => {
  let sandbox: StripeSandbox;
  let stripe: Stripe;
  let price: Stripe.Price;

  const pageOf = async (url: string): Promise<string> => (await fetch(url)).text();
  const form = (fields: Record<string, string>): URLSearchParams => new URLSearchParams(fields);

  beforeEach(async () => {
    ({ sandbox, stripe } = await openSandbox());
    const product = await stripe.products.create({ name: 'Starter' });
    price = await stripe.prices.create({ product: product.id, currency: 'usd', unit_amount: 29000, recurring: { interval: 'year' } });
  });
  afterEach(() => sandbox.close());

  it('takes a code, refuses a wrong one, and lets it be removed', async () => {
    const coupon = await stripe.coupons.create({ percent_off: 25, duration: 'forever' });
    await stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: coupon.id }, code: 'SPRING' });
    const { id, url } = await openCheckout(stripe, price.id, { allow_promotion_codes: true });
    const wrong = await submit(`${url}/code`, form({ code: 'NOPE' }));
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('This code is invalid.');
    await submit(`${url}/code`, form({ code: 'spring' }));
    expect(await pageOf(url)).toContain('Subscribe for $217.50');
    await submit(`${url}/code`, form({ code: '' }));
    expect(await pageOf(url)).toContain('Subscribe for $290.00');
    await submit(`${url}/code`, form({ code: 'SPRING' }));
    await submit(url, cardForm('4242424242424242'));
    const session = await stripe.checkout.sessions.retrieve(id, { expand: ['subscription', 'invoice', 'line_items'] });
    expect(session).toMatchObject({
      amount_subtotal: 29000,
      amount_total: 21750,
      total_details: { amount_discount: 7250 },
      line_items: { data: [{ amount_discount: 7250, amount_total: 21750 }] },
      invoice: { total: 21750, amount_paid: 21750 },
      subscription: { items: { data: [{ price: { recurring: { interval: 'year' } } }] } },
    });
  });

  it('asks for the address when tax depends on it, and keeps it on the customer', async () => {
    const { id, url } = await openCheckout(stripe, price.id, { automatic_tax: { enabled: true } });
    expect(await pageOf(url)).toContain('Billing address');
    expect((await submit(url, cardForm('4242424242424242'))).status).toBe(422);
    expect((await submit(`${url}/address`, form({ country: 'US' }))).status).toBe(422);
    expect((await submit(`${url}/address`, form({ country: 'DE', city: 'Berlin' }))).status).toBe(303);
    const page = await pageOf(url);
    expect(page).toContain('Tax (DE)');
    expect(page).toContain('Subscribe for $345.10');
    await submit(url, cardForm('4242424242424242'));
    const session = await stripe.checkout.sessions.retrieve(id, { expand: ['customer', 'invoice'] });
    expect(session).toMatchObject({
      amount_total: 34510,
      total_details: { amount_tax: 5510 },
      automatic_tax: { enabled: true, status: 'complete' },
      customer: { address: { country: 'DE', city: 'Berlin' } },
      invoice: { total: 34510, status: 'paid' },
    });
  });

  it('refuses tax for a known customer whose address may not be asked for', async () => {
    const customer = await stripe.customers.create({ email: 'ada@example.com' });
    const taxed = { customer: customer.id, automatic_tax: { enabled: true } };
    await expect(openCheckout(stripe, price.id, taxed)).rejects.toMatchObject({ code: 'customer_tax_location_invalid' });
    const asked = await openCheckout(stripe, price.id, { ...taxed, customer_update: { address: 'auto' } });
    expect(await pageOf(asked.url)).toContain('Billing address');
  });

  it('needs no card for a trial when only a required one is asked for', async () => {
    const { id, url } = await openCheckout(stripe, price.id, {
      subscription_data: { trial_period_days: 7 },
      payment_method_collection: 'if_required',
    });
    expect(await pageOf(url)).toContain('No card needed');
    expect((await submit(url, form({ email: 'ada@example.com' }))).status).toBe(303);
    const session = await stripe.checkout.sessions.retrieve(id, { expand: ['subscription'] });
    expect(session).toMatchObject({
      payment_status: 'no_payment_required',
      subscription: { status: 'trialing', default_payment_method: null },
    });
  });
});
