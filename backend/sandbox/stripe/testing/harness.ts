import { createServer, type Server } from 'node:http';
import Stripe from 'stripe';
import { startStripeSandbox, type StripeSandbox, type StripeSandboxOptions } from '../server.js';

export const WEBHOOK_SECRET = 'whsec_test_harness';

/** A webhook as it arrived, before anyone parsed it. */
export interface Received {
  body: string;
  signature: string;
}

/** A receiver that answers what a test tells it to, and keeps what came. */
export interface Inbox {
  url: string;
  received: Received[];
  /** Status codes for the next deliveries; 200 when used up. */
  answers: number[];
  types(): string[];
  close(): Promise<void>;
}

/** Listens for webhooks on loopback. */
export async function openInbox(): Promise<Inbox> {
  const received: Received[] = [];
  const answers: number[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ body: Buffer.concat(chunks).toString('utf8'), signature: String(request.headers['stripe-signature']) });
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/webhooks`,
    received,
    answers,
    types: () => received.map(({ body }) => eventOf(body).type),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The id and type of a delivered event. */
export function eventOf(body: string): { id: string; type: string } {
  const event: unknown = JSON.parse(body);
  if (typeof event !== 'object' || event === null || !('id' in event) || !('type' in event)) throw new Error('not an event');
  return { id: String(event.id), type: String(event.type) };
}

/** The sandbox on a free port, with the SDK pointed at it. */
export async function openSandbox(options: Partial<StripeSandboxOptions> = {}): Promise<{ sandbox: StripeSandbox; stripe: Stripe }> {
  const sandbox = await startStripeSandbox({ port: 0, ...options });
  return { sandbox, stripe: connect(sandbox.port) };
}

/** The official SDK, unmodified. */
export function connect(port: number, key = 'sk_test_harness'): Stripe {
  return new Stripe(key, { host: '127.0.0.1', port, protocol: 'http', telemetry: false, maxNetworkRetries: 0 });
}

/** Waits until a claim holds, and fails the test when it never does. */
export async function eventually(claim: () => boolean, withinMs = 5000): Promise<void> {
  const rounds = Math.ceil(withinMs / 20);
  for (let round = 0; round < rounds; round += 1) {
    if (claim()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('It never came true');
}

/** A card form as a browser sends it. */
export function cardForm(number: string, changes: Record<string, string> = {}): URLSearchParams {
  return new URLSearchParams({ email: 'ada@example.com', number, expiry: '12/40', cvc: '123', name: 'Ada Lovelace', ...changes });
}

/** Posts a form like a browser, without following the redirect. */
export function submit(url: string, form: URLSearchParams): Promise<Response> {
  return fetch(url, { method: 'POST', body: form, redirect: 'manual' });
}

/** A monthly plan in the catalogue. */
export async function addPlan(stripe: Stripe, key: string, amount: number): Promise<Stripe.Price> {
  const product = await stripe.products.create({ name: key.charAt(0).toUpperCase() + key.slice(1) });
  return stripe.prices.create({
    product: product.id,
    currency: 'usd',
    unit_amount: amount,
    lookup_key: `${key}_monthly`,
    recurring: { interval: 'month' },
  });
}

/** An open Checkout for a price, and the address of its page. */
export async function openCheckout(
  stripe: Stripe,
  price: string,
  extra: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Promise<{ id: string; url: string }> {
  const session = await stripe.checkout.sessions.create({
    mode: 'subscription',
    line_items: [{ price, quantity: 1 }],
    success_url: 'http://127.0.0.1:9/ok?session={CHECKOUT_SESSION_ID}',
    cancel_url: 'http://127.0.0.1:9/cancel',
    ...extra,
  });
  if (session.url === null) throw new Error('no address');
  return { id: session.id, url: session.url };
}

/** A paid subscription, bought on the hosted page. */
export async function buy(stripe: Stripe, price: string, card = '4242424242424242'): Promise<Stripe.Subscription> {
  const { id, url } = await openCheckout(stripe, price);
  await submit(url, cardForm(card));
  const session = await stripe.checkout.sessions.retrieve(id, { expand: ['subscription'] });
  if (session.subscription === null || typeof session.subscription === 'string') throw new Error('not paid');
  return session.subscription;
}
