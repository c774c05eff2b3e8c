import Stripe from 'stripe';
import type { StripeSandbox } from './server.js';
import { addPlan, connect, openCheckout, openSandbox } from './testing/harness.js';

describe('the API', () => {
  let sandbox: StripeSandbox;
  let stripe: Stripe;
  const call = (path: string, init: RequestInit & { headers?: Record<string, string> } = {}): Promise<Response> =>
    fetch(`${sandbox.url}${path}`, { ...init, headers: { authorization: 'Bearer sk_test_x', ...init.headers } });

  beforeEach(async () => {
    ({ sandbox, stripe } = await openSandbox());
  });
  afterEach(() => sandbox.close());

  it('takes test keys only', async () => {
    const live = connect(sandbox.port, 'sk_live_1234567890');
    await expect(live.customers.list()).rejects.toBeInstanceOf(Stripe.errors.StripeAuthenticationError);
    const none = await fetch(`${sandbox.url}/v1/customers`);
    expect(none.status).toBe(401);
    expect(await none.json()).toMatchObject({ error: { type: 'invalid_request_error' } });
    expect(Object.keys(sandbox.state.customers)).toHaveLength(0);
  });

  it('speaks the version the SDK is pinned to, and no other', async () => {
    const fine = await call('/v1/customers');
    expect(fine.headers.get('stripe-version')).toBe(Stripe.API_VERSION);
    expect(fine.headers.get('request-id')).toMatch(/^req_/);
    const old = await call('/v1/customers', { headers: { 'stripe-version': '2024-06-20' } });
    expect(old.status).toBe(400);
  });

  it.each([
    ['GET', '/v1/nothing'],
    ['POST', '/v1/charges'],
    ['DELETE', '/v1/invoices/in_1'],
    ['GET', '/v2/core/events'],
  ])('answers %s %s with 404 in the shape of Stripe', async (method, path) => {
    const response = await call(path, { method });
    expect(response.status).toBe(404);
    const message = `Unrecognized request URL (${method}: ${path})`;
    expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error', message: expect.stringContaining(message) } });
  });

  it('names what is missing, unknown, invalid or not there', async () => {
    const refusal = (raw: object): Promise<Response> =>
      call('/v1/checkout/sessions', { method: 'POST', body: new URLSearchParams(Object.entries(raw)) });
    expect(await (await refusal({ mode: 'subscription', success_url: 'https://a.example/' })).json()).toMatchObject({
      error: { code: 'parameter_missing', param: 'line_items' },
    });
    const unknown = { mode: 'subscription', success_url: 'https://a.example/', 'line_items[0][price]': 'price_1', colour: 'red' };
    expect(await (await refusal(unknown)).json()).toMatchObject({ error: { code: 'parameter_unknown', param: 'colour' } });
    const odd = {
      mode: 'subscription',
      success_url: 'https://a.example/',
      'line_items[0][price]': 'price_1',
      'line_items[0][quantity]': 'many',
    };
    expect(await (await refusal(odd)).json()).toMatchObject({
      error: { code: 'parameter_invalid_integer', param: 'line_items[0][quantity]' },
    });
    await expect(openCheckout(stripe, 'price_missing')).rejects.toMatchObject({
      statusCode: 400,
      code: 'resource_missing',
      param: 'line_items[0][price]',
    });
    await expect(stripe.customers.retrieve('cus_missing')).rejects.toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
      param: 'id',
    });
  });

  it('refuses a body it cannot read without failing itself', async () => {
    const response = await call('/v1/customers', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } });
    expect(response.status).toBe(415);
    expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error' } });
  });

  describe('idempotency keys', () => {
    it('replay the first answer', async () => {
      const first = await stripe.customers.create({ email: 'a@example.com' }, { idempotencyKey: 'k1' });
      const second = await stripe.customers.create({ email: 'a@example.com' }, { idempotencyKey: 'k1' });
      expect(second.id).toBe(first.id);
      expect(second.lastResponse.headers).toMatchObject({
        'idempotent-replayed': 'true',
        'original-request': first.lastResponse.requestId,
      });
      expect(first.lastResponse.headers).not.toHaveProperty('idempotent-replayed');
      expect(Object.keys(sandbox.state.customers)).toHaveLength(1);
    });

    it('refuse other parameters and other addresses', async () => {
      await stripe.customers.create({ email: 'a@example.com' }, { idempotencyKey: 'k1' });
      await expect(stripe.customers.create({ email: 'b@example.com' }, { idempotencyKey: 'k1' })).rejects.toBeInstanceOf(
        Stripe.errors.StripeIdempotencyError,
      );
      await expect(stripe.products.create({ name: 'x' }, { idempotencyKey: 'k1' })).rejects.toMatchObject({ statusCode: 400 });
      expect(Object.keys(sandbox.state.customers)).toHaveLength(1);
    });

    it('replay stored refusals, but not those of validation', async () => {
      const missing = { customer: 'cus_missing', items: [{ price: 'price_1' }] };
      await expect(stripe.subscriptions.create(missing, { idempotencyKey: 'k2' })).rejects.toMatchObject({ code: 'resource_missing' });
      expect(sandbox.state.replies['k2']?.status).toBe(400);
      await expect(stripe.customers.update('cus_missing', {}, { idempotencyKey: 'k3' })).rejects.toMatchObject({ statusCode: 404 });
      expect(sandbox.state.replies['k3']?.status).toBe(404);
      await call('/v1/customers', { method: 'POST', headers: { 'idempotency-key': 'k4' }, body: new URLSearchParams({ colour: 'red' }) });
      expect(sandbox.state.replies).not.toHaveProperty('k4');
    });

    it('are free again after a day', async () => {
      let now = new Date('2026-03-01T00:00:00Z');
      const { sandbox: clocked, stripe: other } = await openSandbox({ clock: () => now });
      const first = await other.customers.create({ email: 'a@example.com' }, { idempotencyKey: 'k1' });
      now = new Date('2026-03-02T00:00:01Z');
      const second = await other.customers.create({ email: 'b@example.com' }, { idempotencyKey: 'k1' });
      await clocked.close();
      expect(second.id).not.toBe(first.id);
    });
  });

  describe('lists', () => {
    it('page newest first, and the SDK walks them all', async () => {
      const ids: string[] = [];
      for (let index = 0; index < 7; index += 1) ids.push((await stripe.customers.create({ email: `c${index}@example.com` })).id);
      const first = await stripe.customers.list({ limit: 3 });
      expect(first.data.map(({ id }) => id)).toEqual(ids.slice(4).reverse());
      expect(first.has_more).toBe(true);
      const all = await stripe.customers.list({ limit: 3 }).autoPagingToArray({ limit: 100 });
      expect(all.map(({ id }) => id)).toEqual([...ids].reverse());
      const back = await stripe.customers.list({ limit: 2, ending_before: ids[3] });
      expect(back.data.map(({ id }) => id)).toEqual([ids[5], ids[4]]);
      await expect(stripe.customers.list({ limit: 500 })).rejects.toMatchObject({ statusCode: 400, param: 'limit' });
    });

    it('find prices by lookup key, which moves only when told to', async () => {
      const starter = await addPlan(stripe, 'starter', 2900);
      await addPlan(stripe, 'professional', 9900);
      const found = await stripe.prices.list({ lookup_keys: ['starter_monthly'], expand: ['data.product'] });
      expect(found.data).toMatchObject([{ id: starter.id, unit_amount: 2900, product: { name: 'Starter' } }]);
      const product = typeof starter.product === 'string' ? starter.product : starter.product.id;
      const next = {
        product,
        currency: 'usd',
        unit_amount: 3900,
        lookup_key: 'starter_monthly',
        recurring: { interval: 'month' as const },
      };
      await expect(stripe.prices.create(next)).rejects.toMatchObject({ param: 'lookup_key' });
      const moved = await stripe.prices.create({ ...next, transfer_lookup_key: true });
      expect((await stripe.prices.list({ lookup_keys: ['starter_monthly'] })).data.map(({ id }) => id)).toEqual([moved.id]);
    });
  });

  it('expands what can be expanded and refuses the rest', async () => {
    const customer = await stripe.customers.create({ email: 'a@example.com' });
    const full = await stripe.customers.retrieve(customer.id, { expand: ['subscriptions'] });
    expect(full).toMatchObject({ subscriptions: { object: 'list', data: [] } });
    expect(customer).not.toHaveProperty('subscriptions');
    await expect(stripe.customers.retrieve(customer.id, { expand: ['nonsense'] })).rejects.toMatchObject({
      statusCode: 400,
      param: 'expand',
    });
  });

  it('merges metadata, clears fields and remembers deletion', async () => {
    const customer = await stripe.customers.create({ email: 'a@example.com', name: 'A', metadata: { one: '1', two: '2' } });
    const updated = await stripe.customers.update(customer.id, { name: '', metadata: { one: '', three: '3' } });
    expect(updated).toMatchObject({ email: 'a@example.com', name: null, metadata: { two: '2', three: '3' } });
    expect(updated.metadata).not.toHaveProperty('one');
    await stripe.customers.del(customer.id);
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ id: customer.id, deleted: true });
    expect((await stripe.customers.list()).data).toHaveLength(0);
  });

  it('keeps the portal configuration and opens sessions with it', async () => {
    const customer = await stripe.customers.create({ email: 'a@example.com' });
    const configuration = await stripe.billingPortal.configurations.create({
      features: {
        invoice_history: { enabled: true },
        subscription_cancel: {
          enabled: true,
          mode: 'at_period_end',
          cancellation_reason: { enabled: true, options: ['too_expensive', 'other'] },
        },
      },
    });
    expect(configuration.features.subscription_cancel.cancellation_reason.options).toEqual(['too_expensive', 'other']);
    expect(configuration.features.payment_method_update.enabled).toBe(false);
    const session = await stripe.billingPortal.sessions.create({
      customer: customer.id,
      configuration: configuration.id,
      return_url: 'http://127.0.0.1:9/billing',
    });
    const page = await (await fetch(session.url)).text();
    expect(page).toContain('http://127.0.0.1:9/billing');
    expect(page).not.toContain('Card number');
    const byDefault = await stripe.billingPortal.sessions.create({ customer: customer.id });
    expect(await (await fetch(byDefault.url)).text()).toContain('Card number');
  });
});
