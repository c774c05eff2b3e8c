import type Stripe from 'stripe';
import type { StripeSandbox } from './server.js';
import {
  addPlan,
  cardForm,
  eventually,
  type Inbox,
  openCheckout,
  openInbox,
  openSandbox,
  submit,
  WEBHOOK_SECRET,
} from './testing/harness.js';

describe('Checkout', () => {
  let inbox: Inbox;
  let sandbox: StripeSandbox;
  let stripe: Stripe;
  let price: Stripe.Price;

  beforeEach(async () => {
    inbox = await openInbox();
    ({ sandbox, stripe } = await openSandbox({ webhook: { url: inbox.url, secret: WEBHOOK_SECRET } }));
    price = await addPlan(stripe, 'starter', 2900);
  });
  afterEach(async () => {
    await sandbox.close();
    await inbox.close();
  });

  it('turns a paid form into customer, card, subscription, paid invoice and signed events', async () => {
    const { id, url } = await openCheckout(stripe, price.id, {
      client_reference_id: 'tenant-1',
      subscription_data: { metadata: { tenant: '1' } },
    });
    const response = await submit(url, cardForm('4242 4242 4242 4242'));
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe(`http://127.0.0.1:9/ok?session=${id}`);

    const session = await stripe.checkout.sessions.retrieve(id, {
      expand: ['customer', 'line_items', 'subscription.latest_invoice.payments', 'subscription.items.data.price.product'],
    });
    expect(session).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      client_reference_id: 'tenant-1',
      url: null,
      customer: { email: 'ada@example.com', name: 'Ada Lovelace' },
      line_items: { data: [{ description: 'Starter', amount_total: 2900 }] },
      subscription: {
        status: 'active',
        metadata: { tenant: '1' },
        items: { data: [{ price: { lookup_key: 'starter_monthly', product: { name: 'Starter' } } }] },
        latest_invoice: {
          status: 'paid',
          amount_paid: 2900,
          billing_reason: 'subscription_create',
          payments: { data: [{ status: 'paid', amount_paid: 2900 }] },
        },
      },
    });

    await eventually(() => inbox.types().includes('customer.subscription.updated') && inbox.types().includes('checkout.session.completed'));
    expect(inbox.types().filter((type) => !/^(product|price)\./.test(type))).toEqual([
      'customer.created',
      'payment_method.attached',
      'customer.subscription.created',
      'invoice.created',
      'invoice.finalized',
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.succeeded',
      'invoice_payment.paid',
      'invoice.paid',
      'invoice.payment_succeeded',
      'customer.subscription.updated',
      'checkout.session.completed',
    ]);
  });

  it('signs every webhook so that the SDK accepts it, and not one changed byte', async () => {
    await stripe.customers.create({ email: 'ada@example.com' });
    await eventually(() => inbox.types().includes('customer.created'));
    const delivery = inbox.received.find(({ body }) => body.includes('customer.created'));
    if (delivery === undefined) throw new Error('not delivered');
    const event = stripe.webhooks.constructEvent(delivery.body, delivery.signature, WEBHOOK_SECRET);
    expect(event).toMatchObject({
      type: 'customer.created',
      api_version: '2026-10-28.endive',
      data: { object: { email: 'ada@example.com' } },
    });
    expect(() => stripe.webhooks.constructEvent(delivery.body.replace('ada@', 'eve@'), delivery.signature, WEBHOOK_SECRET)).toThrow(
      /signature/i,
    );
  });

  it('declines a card without leaving a subscription, and lets the customer try again', async () => {
    const { id, url } = await openCheckout(stripe, price.id);
    const declined = await submit(url, cardForm('4000000000000002'));
    expect(declined.status).toBe(402);
    expect(await declined.text()).toContain('Your card was declined.');
    expect((await stripe.checkout.sessions.retrieve(id)).status).toBe('open');
    expect(Object.keys(sandbox.state.subscriptions)).toHaveLength(0);
    expect(Object.keys(sandbox.state.customers)).toHaveLength(0);
    await eventually(() => inbox.types().includes('payment_intent.payment_failed'));

    const poor = await submit(url, cardForm('4000000000009995'));
    expect(await poor.text()).toContain('Your card has insufficient funds.');
    expect((await submit(url, cardForm('4242424242424242'))).status).toBe(303);
  });

  it.each([
    ['a number that fails the check digit', { number: '4242424242424241' }, 'Your card number is invalid.'],
    ['a date in the past', { expiry: '01/20' }, 'expiration date is in the past'],
    ['a month that does not exist', { expiry: '13/40' }, 'Enter the expiry date as MM/YY.'],
    ['a short code', { cvc: '12' }, 'security code has 3 digits'],
    ['no name', { name: ' ' }, 'Enter the name on the card.'],
    ['no address', { email: 'nobody' }, 'Enter an e-mail address'],
    ['a card that is not a test card', { number: '5555555555554444' }, 'only the test cards'],
  ])('marks the field for %s', async (_case, change, sentence) => {
    const { id, url } = await openCheckout(stripe, price.id);
    const response = await submit(url, cardForm('4242424242424242', change));
    expect(response.status).toBe(422);
    const page = (await response.text()).replaceAll('&#39;', "'");
    expect(page).toContain(sentence);
    expect(page).toContain('aria-invalid="true"');
    expect(page).not.toContain('424242424242424');
    expect((await stripe.checkout.sessions.retrieve(id)).status).toBe('open');
  });

  it('asks for 3-D Secure, fails when it fails and pays when it is approved', async () => {
    const { id, url } = await openCheckout(stripe, price.id);
    const asked = await submit(url, cardForm('4000002500003155'));
    expect(asked.headers.get('location')).toBe(`/c/pay/${id}/challenge`);
    expect(await (await fetch(`${url}/challenge`)).text()).toContain('Approve');

    const failed = await submit(`${url}/challenge`, new URLSearchParams({ answer: 'fail' }));
    expect(failed.status).toBe(402);
    expect(await failed.text()).toContain('unable to authenticate');
    expect(Object.keys(sandbox.state.subscriptions)).toHaveLength(0);

    await submit(url, cardForm('4000002500003155'));
    const approved = await submit(`${url}/challenge`, new URLSearchParams({ answer: 'approve' }));
    expect(approved.status).toBe(303);
    expect((await stripe.checkout.sessions.retrieve(id)).status).toBe('complete');
  });

  it('cannot be paid twice, and says so', async () => {
    const { url } = await openCheckout(stripe, price.id);
    await submit(url, cardForm('4242424242424242'));
    const again = await submit(url, cardForm('4242424242424242'));
    expect(again.status).toBe(410);
    expect(await again.text()).toContain('already paid');
    expect(Object.keys(sandbox.state.subscriptions)).toHaveLength(1);
  });

  it('uses the customer it was given', async () => {
    const customer = await stripe.customers.create({ email: 'grace@example.com', metadata: { tenant: '7' } });
    const { id, url } = await openCheckout(stripe, price.id, { customer: customer.id, customer_update: { name: 'auto' } });
    expect(await (await fetch(url)).text()).toContain('grace@example.com');
    await submit(url, cardForm('4242424242424242'));
    const session = await stripe.checkout.sessions.retrieve(id);
    expect(session.customer).toBe(customer.id);
    expect(Object.values(sandbox.state.customers)).toMatchObject([{ id: customer.id, name: 'Ada Lovelace', email: 'grace@example.com' }]);
  });

  it('expires on request, and its page says so', async () => {
    const { id, url } = await openCheckout(stripe, price.id);
    expect((await stripe.checkout.sessions.expire(id)).status).toBe('expired');
    const page = await fetch(url);
    expect(page.status).toBe(410);
    expect(await page.text()).toContain('expired');
    await expect(stripe.checkout.sessions.expire(id)).rejects.toMatchObject({ statusCode: 400 });
  });
});
