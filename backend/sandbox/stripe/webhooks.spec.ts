import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addPlan, buy, connect, eventOf, eventually, openInbox, openSandbox, WEBHOOK_SECRET } from './testing/harness.js';

describe('webhooks', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stripe-sandbox-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('are tried again after a failure, as the same event with a fresh signature', async () => {
    const inbox = await openInbox();
    inbox.answers.push(500);
    const { sandbox, stripe } = await openSandbox({ webhook: { url: inbox.url, secret: WEBHOOK_SECRET } });
    await stripe.customers.create({ email: 'a@example.com' });
    await eventually(() => inbox.received.length === 2);
    const [first, second] = inbox.received;
    expect(eventOf(second?.body ?? '')).toEqual(eventOf(first?.body ?? ''));
    expect(stripe.webhooks.constructEvent(second?.body ?? '', second?.signature ?? '', WEBHOOK_SECRET).type).toBe('customer.created');
    await eventually(() => Object.values(sandbox.state.deliveries).every(({ status }) => status === 'delivered'));
    expect(Object.values(sandbox.state.deliveries)).toMatchObject([{ attempts: [{ status: 500 }, { status: 200 }] }]);
    expect((await stripe.events.list({ delivery_success: true })).data).toHaveLength(1);
    await sandbox.close();
    await inbox.close();
  });

  it('go only where their type is wanted, and no more after deletion', async () => {
    const inbox = await openInbox();
    const { sandbox, stripe } = await openSandbox();
    const endpoint = await stripe.webhookEndpoints.create({ url: inbox.url, enabled_events: ['customer.created'] });
    expect(endpoint.secret).toMatch(/^whsec_/);
    expect(await stripe.webhookEndpoints.retrieve(endpoint.id)).not.toHaveProperty('secret');
    await stripe.products.create({ name: 'Starter' });
    await stripe.customers.create({ email: 'a@example.com' });
    await eventually(() => inbox.received.length === 1);
    const [delivery] = inbox.received;
    const event = stripe.webhooks.constructEvent(delivery?.body ?? '', delivery?.signature ?? '', endpoint.secret ?? '');
    expect(event.type).toBe('customer.created');
    await stripe.webhookEndpoints.del(endpoint.id);
    await stripe.customers.create({ email: 'b@example.com' });
    expect(Object.values(sandbox.state.events).at(-1)?.pending_webhooks).toBe(0);
    await sandbox.close();
    await inbox.close();
  });

  it('survive a restart, like the whole account', async () => {
    const dataFile = join(folder, 'account.json');
    const inbox = await openInbox();
    // Nobody listens on the discard port, so the event stays undelivered.
    const before = await openSandbox({ dataFile, webhook: { url: 'http://127.0.0.1:9/', secret: WEBHOOK_SECRET } });
    const price = await addPlan(before.stripe, 'starter', 2900);
    const bought = await buy(before.stripe, price.id);
    await before.sandbox.close();
    expect(JSON.parse(await readFile(dataFile, 'utf8'))).toMatchObject({ version: 1 });

    const after = await openSandbox({ dataFile, webhook: { url: inbox.url, secret: WEBHOOK_SECRET } });
    const stripe = connect(after.sandbox.port);
    expect(await stripe.subscriptions.retrieve(bought.id)).toMatchObject({ status: 'active' });
    expect((await stripe.prices.retrieve(price.id)).unit_amount_decimal?.toString()).toBe('2900');
    await eventually(() => inbox.types().includes('checkout.session.completed'), 15_000);
    expect(after.sandbox.renew(bought.id).status).toBe('active');
    await after.sandbox.close();
    await inbox.close();
  }, 30_000);
});
