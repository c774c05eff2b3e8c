import Fastify, { type FastifyInstance } from 'fastify';
import { parse } from 'qs';
import type Stripe from 'stripe';
import { z } from 'zod';
import { type SandboxClock, systemClock, unixSeconds } from './core/clock.js';
import { StripeProblem } from './core/problem.js';
import type { DunningPolicy } from './core/draft.js';
import type { SandboxState } from './core/state.js';
import { Store } from './core/store.js';
import { checkCaller, refuse, registerApi, unknownAddress } from './http/api.js';
import { type Fault, Faults } from './http/faults.js';
import { registerControlPages } from './http/control-pages.js';
import { registerAccountPages } from './http/account-pages.js';
import { registerCheckoutPages, sendPage } from './http/checkout-pages.js';
import { registerPortalPages } from './http/portal-pages.js';
import { rollSecret, setLauncherEndpoint } from './objects/webhook-endpoints.js';
import { missingPage } from './pages/checkout-page.js';
import { STYLE } from './pages/style.js';
import { closeDispute, openDispute, warnOfFraud } from './transitions/disputing.js';
import { chargeBehind, failRefund, refundCharge } from './transitions/refunding.js';
import { renew } from './transitions/renewing.js';
import { Timekeeper } from './timing/timekeeper.js';
import type { ChaosSettings } from './webhooks/chaos.js';
import { WebhookDispatcher } from './webhooks/dispatcher.js';

export interface StripeSandboxOptions {
  /** 0 takes any free port. */
  port: number;
  /** Keeps the account between runs. */
  dataFile?: string | undefined;
  clock?: SandboxClock | undefined;
  webhook?: { url: string; secret: string } | undefined;
  /** What happens after failed payments; Stripe keeps this in the dashboard. */
  dunning?: Partial<DunningPolicy> | undefined;
  log?: ((line: string) => void) | undefined;
}

/** A running stand-in for Stripe. */
export interface StripeSandbox {
  readonly url: string;
  readonly port: number;
  /** The account as it is now; read only, for tests. */
  readonly state: SandboxState;
  /** Sends every event to this address from now on, signed with this secret. */
  setWebhook(url: string, secret: string): void;
  /** Ends a subscription's running period now: bills the next one, or lets a cancelled one end. */
  renew(subscriptionId: string): Stripe.Subscription;
  /** Gives back a charge or a paid invoice, whole or in part (minor units). */
  refund(chargeOrInvoiceId: string, amount?: number): Stripe.Refund;
  /** The bank sends a refund back. */
  failRefund(refundId: string): Stripe.Refund;
  /** A cardholder objects to a charge or to a paid invoice. */
  dispute(chargeOrInvoiceId: string, reason?: string): Stripe.Dispute;
  closeDispute(disputeId: string, outcome: 'won' | 'lost'): Stripe.Dispute;
  /** The card network warns of fraud. */
  warnOfFraud(chargeOrInvoiceId: string): Stripe.Radar.EarlyFraudWarning;
  /** Moves the account's clock forward, doing everything due on the way at its own moment. */
  advance(to: Date | { days: number } | { seconds: number }): void;
  /** The account's time. */
  now(): Date;
  /** Delivers webhooks badly from now on; null delivers them well again. */
  chaos(settings: ChaosSettings | null): void;
  /** Lets the next calls that match fail. */
  fault(fault: Fault): void;
  /** Forgets the faults that have not happened yet. */
  clearFaults(): void;
  /** Resolves when no delivery is on its way; those that wait for another try do not count. */
  settled(): Promise<void>;
  /** Tries everything undelivered once more without waiting, then resolves like `settled`. */
  flush(): Promise<void>;
  /** Tells its listeners of a product again: a platform that was off hears at once that the line works. */
  greet(): void;
  /** Gives an endpoint a new secret; the old one signs beside it for that many seconds. */
  rollSecret(endpointId: string, overlapSeconds: number): string;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
const POLICY = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'";

/** Starts a stateful stand-in for Stripe on loopback; the official SDK drives it by `host`, `port` and `protocol`. */
export async function startStripeSandbox(options: StripeSandboxOptions): Promise<StripeSandbox> {
  const store = await Store.open({ clock: options.clock ?? systemClock, dataFile: options.dataFile, dunning: options.dunning });
  const log = options.log ?? ((): void => undefined);
  const parts = { faults: new Faults(), dispatcher: new WebhookDispatcher(store, log), timekeeper: new Timekeeper(store, log) };
  const { faults, dispatcher, timekeeper } = parts;
  const app = buildApp(store, parts);
  await app.listen({ host: HOST, port: options.port });
  const address = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('The Stripe sandbox has no port');
  store.baseUrl = `http://${HOST}:${address.port}`;
  const setWebhook = (url: string, secret: string): void => store.commit((draft) => setLauncherEndpoint(draft, url, secret));
  if (options.webhook) setWebhook(options.webhook.url, options.webhook.secret);
  dispatcher.start();
  // Who brings a clock of their own also says when time has passed.
  timekeeper.start(options.clock === undefined);
  return {
    url: store.baseUrl,
    port: address.port,
    get state() {
      return store.state;
    },
    setWebhook,
    advance: (to) => timekeeper.advance(targetOf(store, to)),
    now: () => store.clock(),
    chaos: (settings) => dispatcher.setChaos(settings),
    fault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    settled: () => dispatcher.settled(),
    flush: () => dispatcher.flush(),
    greet: () =>
      store.commit((draft) => {
        for (const product of draft.all('products').slice(0, 1)) draft.emit('product.updated', product);
      }),
    rollSecret: (id, overlap) => store.commit((draft) => rollSecret(draft, id, overlap)),
    renew: (id) => store.commit((draft) => renew(draft, id)),
    refund: (id, amount) => store.commit((draft) => refundCharge(draft, chargeBehind(draft, id), { amount })),
    failRefund: (id) => store.commit((draft) => failRefund(draft, id)),
    dispute: (id, reason) => store.commit((draft) => openDispute(draft, chargeBehind(draft, id), reason)),
    closeDispute: (id, outcome) => store.commit((draft) => closeDispute(draft, id, outcome)),
    warnOfFraud: (id) => store.commit((draft) => warnOfFraud(draft, chargeBehind(draft, id))),
    close: async () => {
      timekeeper.stop();
      await app.close();
      await dispatcher.stop();
      await store.close();
    },
  };
}

function targetOf(store: Store, to: Date | { days: number } | { seconds: number }): number {
  if (to instanceof Date) return unixSeconds(to);
  return store.now() + ('days' in to ? to.days * 86_400 : to.seconds);
}

interface Parts {
  faults: Faults;
  dispatcher: WebhookDispatcher;
  timekeeper: Timekeeper;
}

function buildApp(store: Store, parts: Parts): FastifyInstance {
  const app = Fastify({
    logger: false,
    forceCloseConnections: true,
    routerOptions: { querystringParser: (query) => parseForm(query) },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, parseForm(String(body)));
  });
  app.addHook('onRequest', async (request, reply) => {
    if (isApi(request.url)) checkCaller(request, reply);
    else reply.headers({ 'content-security-policy': POLICY, 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
  });
  app.setErrorHandler((error, request, reply) => {
    if (isApi(request.url)) return refuse(error, reply);
    return sendPage(reply, statusOf(error), missingPage());
  });
  app.setNotFoundHandler((request, reply) => {
    if (isApi(request.url)) return refuse(unknownAddress(request), reply);
    return sendPage(reply, 404, missingPage());
  });
  app.get('/sandbox.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(STYLE));
  registerApi(app, store, parts.faults);
  registerControlPages(app, store, parts);
  registerCheckoutPages(app, store);
  registerAccountPages(app, store);
  registerPortalPages(app, store);
  return app;
}

/** What a page answers to a request it cannot do: the refusal's own status, 400 for a form nobody offers. */
function statusOf(error: unknown): number {
  if (error instanceof StripeProblem) return error.status;
  return error instanceof z.ZodError ? 400 : 500;
}

function isApi(url: string): boolean {
  return /^\/v\d+(\/|\?|$)/.test(url);
}

/** Stripe's form encoding: brackets for nesting, as deep and as long as its own requests get. */
function parseForm(body: string): Record<string, unknown> {
  return parse(body, { depth: 10, arrayLimit: 200, parameterLimit: 2000 });
}
