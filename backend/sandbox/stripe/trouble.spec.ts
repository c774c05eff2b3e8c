import Stripe from 'stripe';
import type { ChaosSettings } from './webhooks/chaos.js';
import { addPlan, connect, eventOf, openInbox, openSandbox, WEBHOOK_SECRET } from './testing/harness.js';

/** What arrives of so many events under a kind of trouble, by their positions, and how many were never taken. */
async function arrivalsOf(settings: Omit<ChaosSettings, 'seed'>, count = 12): Promise<{ order: number[]; undelivered: number }> {
  const inbox = await openInbox();
  const { sandbox, stripe } = await openSandbox({ webhook: { url: inbox.url, secret: WEBHOOK_SECRET } });
  sandbox.chaos({ seed: 3, ...settings });
  for (let index = 0; index < count; index += 1) await stripe.customers.create({ email: `c${index}@example.com` });
  await sandbox.settled();
  const ids = Object.keys(sandbox.state.events);
  const order = inbox.received.map(({ body }) => ids.indexOf(eventOf(body).id));
  const { data } = await stripe.events.list({ delivery_success: false, limit: 100 });
  await sandbox.close();
  await inbox.close();
  return { order, undelivered: data.length };
}

/** Event positions in the order in which they arrived under one seed. */
async function arrivalsUnder(seed: number): Promise<{ order: number[]; lost: number }> {
  const inbox = await openInbox();
  const { sandbox, stripe } = await openSandbox({ webhook: { url: inbox.url, secret: WEBHOOK_SECRET } });
  sandbox.chaos({ seed, drop: 0.2, duplicate: 0.3, reorder: 3 });
  for (let index = 0; index < 20; index += 1) await stripe.customers.create({ email: `c${index}@example.com` });
  await sandbox.settled();
  const ids = Object.keys(sandbox.state.events);
  const order = inbox.received.map(({ body }) => ids.indexOf(eventOf(body).id));
  const failed = (await stripe.events.list({ delivery_success: false, limit: 100 })).data;
  for (const { id } of failed) expect(await stripe.events.retrieve(id)).toMatchObject({ pending_webhooks: 1 });
  await sandbox.close();
  await inbox.close();
  return { order, lost: failed.length };
}

describe('trouble', () => {
  const inTurn = Array.from({ length: 12 }, (_, index) => index);

  it('is off unless asked for: every event once, in its turn', async () => {
    expect(await arrivalsOf({})).toEqual({ order: inTurn, undelivered: 0 });
  });

  it('doubles every event and loses none', async () => {
    expect(await arrivalsOf({ duplicate: 1 })).toEqual({ order: inTurn.flatMap((index) => [index, index]), undelivered: 0 });
  });

  it('shuffles within windows: each event once, and none further away than its window', async () => {
    const { order, undelivered } = await arrivalsOf({ reorder: 4 });
    expect(undelivered).toBe(0);
    expect(order).not.toEqual(inTurn);
    expect([...order].sort((one, other) => one - other)).toEqual(inTurn);
    order.forEach((event, place) => expect(Math.abs(event - place)).toBeLessThan(4));
  });

  it('loses every event, and each can still be fetched', async () => {
    expect(await arrivalsOf({ drop: 1 })).toEqual({ order: [], undelivered: 12 });
  });

  it('holds events back so that a later one overtakes, and loses none', async () => {
    const { order, undelivered } = await arrivalsOf({ delay: [0, 300] });
    expect(undelivered).toBe(0);
    expect([...order].sort((one, other) => one - other)).toEqual(inTurn);
  });

  it('names the version of its endpoint in every event', async () => {
    const inbox = await openInbox();
    const { sandbox, stripe } = await openSandbox();
    const endpoint = { url: inbox.url, enabled_events: ['customer.created' as const] };
    const pinned = await stripe.webhookEndpoints.create({ ...endpoint, api_version: '2024-06-20' });
    expect(pinned.api_version).toBe('2024-06-20');
    expect((await stripe.webhookEndpoints.create({ ...endpoint })).api_version).toBeNull();
    await stripe.customers.create({ email: 'a@example.com' });
    await sandbox.settled();
    const versions = inbox.received.map(({ body }) => /"api_version": "([^"]+)"/.exec(body)?.[1]);
    expect(versions.sort()).toEqual(['2024-06-20', Stripe.API_VERSION]);
    await sandbox.close();
    await inbox.close();
  });

  it('in the post is decided by the seed: lost, doubled and shuffled events, each lost one still to be fetched', async () => {
    const first = await arrivalsUnder(7);
    expect(new Set(first.order).size + first.lost).toBe(20);
    expect(first.lost).toBeGreaterThan(0);
    expect(first.order.length).toBeGreaterThan(new Set(first.order).size);
    expect(first.order).not.toEqual([...first.order].sort((one, other) => one - other));
    expect(await arrivalsUnder(7)).toEqual(first);
    expect(await arrivalsUnder(8)).not.toEqual(first);
  });

  it('with a slow post still ends: what is held back counts as on its way, and waiting retries go at once on request', async () => {
    const inbox = await openInbox();
    const { sandbox, stripe } = await openSandbox({ webhook: { url: inbox.url, secret: WEBHOOK_SECRET } });
    sandbox.chaos({ seed: 1, delay: [50, 200] });
    await stripe.customers.create({ email: 'a@example.com' });
    await sandbox.settled();
    expect(inbox.received).toHaveLength(1);
    sandbox.chaos(null);
    inbox.answers.push(500, 500);
    await stripe.customers.create({ email: 'b@example.com' });
    await sandbox.flush();
    await sandbox.flush();
    expect(inbox.received).toHaveLength(4);
    expect(Object.values(sandbox.state.deliveries).every(({ status }) => status === 'delivered')).toBe(true);
    await sandbox.close();
    await inbox.close();
  });

  it('does not come from a rolled secret: both sign until the old one expires', async () => {
    const inbox = await openInbox();
    let now = new Date('2026-01-31T12:00:00Z');
    const { sandbox, stripe } = await openSandbox({ clock: () => now });
    const endpoint = await stripe.webhookEndpoints.create({ url: inbox.url, enabled_events: ['customer.created'] });
    const secret = sandbox.rollSecret(endpoint.id, 3600);
    const isSignedBy = (key: string): boolean => {
      const { body = '', signature = '' } = inbox.received.at(-1) ?? {};
      try {
        return stripe.webhooks.constructEvent(body, signature, key).type === 'customer.created';
      } catch (error) {
        if (error instanceof Stripe.errors.StripeSignatureVerificationError) return false;
        throw error;
      }
    };
    const toNow = Math.floor(Date.now() / 1000);
    now = new Date(toNow * 1000);
    sandbox.rollSecret(endpoint.id, 3600);
    const latest = sandbox.state.webhookEndpoints[endpoint.id]?.secret ?? '';
    await stripe.customers.create({ email: 'a@example.com' });
    await sandbox.settled();
    expect([isSignedBy(latest), isSignedBy(secret), isSignedBy(endpoint.secret ?? '')]).toEqual([true, true, false]);
    sandbox.advance({ seconds: 3600 });
    await stripe.customers.create({ email: 'b@example.com' });
    await sandbox.settled();
    expect([isSignedBy(latest), isSignedBy(secret)]).toEqual([true, false]);
    await sandbox.close();
    await inbox.close();
  });

  it('with the API leaves nothing half done, and a lost answer can be asked for again', async () => {
    const { sandbox } = await openSandbox();
    const stripe = connect(sandbox.port);
    const create = (key: string): Promise<Stripe.Customer> => stripe.customers.create({ email: 'a@example.com' }, { idempotencyKey: key });
    const customers = (): number => Object.keys(sandbox.state.customers).length;

    sandbox.fault({ path: '/v1/customers', method: 'POST', kind: 'refuse', times: 2 });
    await expect(create('one')).rejects.toBeInstanceOf(Stripe.errors.StripeConnectionError);
    sandbox.fault({ path: /customers$/, kind: 'error500' });
    await expect(create('one')).rejects.toMatchObject({ statusCode: 500 });
    sandbox.fault({ kind: 'rate_limit', times: 2 });
    await expect(create('one')).rejects.toBeInstanceOf(Stripe.errors.StripeRateLimitError);
    await expect(stripe.customers.list()).rejects.toMatchObject({ statusCode: 429 });
    sandbox.fault({ kind: 'timeout' });
    await expect(stripe.customers.create({}, { timeout: 100 })).rejects.toBeInstanceOf(Stripe.errors.StripeConnectionError);
    expect(customers()).toBe(0);

    sandbox.fault({ path: '/v1/customers', kind: 'answer_lost', times: 2 });
    await expect(create('two')).rejects.toBeInstanceOf(Stripe.errors.StripeConnectionError);
    expect(customers()).toBe(1);
    expect((await create('two')).id).toBe(Object.keys(sandbox.state.customers)[0]);
    expect(customers()).toBe(1);

    sandbox.fault({ path: '/v1/prices', kind: 'refuse', times: 2 });
    expect(await addPlan(stripe, 'starter', 2900).catch(() => null)).toBeNull();
    sandbox.fault({ kind: 'refuse', times: 100 });
    sandbox.clearFaults();
    expect((await stripe.customers.list()).data).toHaveLength(1);
    await sandbox.close();
  });

  it('and time can be switched on the overview', async () => {
    const { sandbox } = await openSandbox();
    const press = (path: string, form: Record<string, string>): Promise<Response> =>
      fetch(`${sandbox.url}/sandbox/${path}`, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
    const before = sandbox.now().getTime();
    expect((await press('clock', { by: 'day' })).status).toBe(303);
    expect(sandbox.now().getTime() - before).toBeGreaterThanOrEqual(86_400_000);
    expect((await press('clock', { by: 'decade' })).status).toBe(400);
    await press('chaos', { post: 'bad' });
    expect(await (await fetch(sandbox.url)).text()).toContain('Deliver webhooks properly');
    await press('chaos', { post: 'good' });
    expect(await (await fetch(sandbox.url)).text()).toContain('Deliver webhooks badly');
    await sandbox.close();
  });
});
