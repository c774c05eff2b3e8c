import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import Stripe from 'stripe';
import { z } from 'zod';
import { parseParams, text } from '../core/params.js';
import { StripeProblem } from '../core/problem.js';
import type { StoredReply } from '../core/state.js';
import type { Store } from '../core/store.js';
import { expand, type Json, toJson } from '../core/wire.js';
import type { Faults } from './faults.js';
import { catalogueRoutes } from '../routes/catalogue.js';
import { checkoutRoutes } from '../routes/checkout.js';
import { customerMoneyRoutes } from '../routes/customer-money.js';
import { customerRoutes } from '../routes/customers.js';
import { discountRoutes } from '../routes/discounts.js';
import { invoiceRoutes } from '../routes/invoices.js';
import { meterRoutes } from '../routes/meters.js';
import { moneyBackRoutes } from '../routes/money-back.js';
import { portalRoutes } from '../routes/portal.js';
import type { ApiRoute } from '../routes/route.js';
import { scheduleRoutes } from '../routes/schedules.js';
import { subscriptionItemRoutes } from '../routes/subscription-items.js';
import { subscriptionRoutes } from '../routes/subscriptions.js';
import { testClockRoutes } from '../routes/test-clocks.js';
import { webhookRoutes } from '../routes/webhooks.js';

/** Every address of the API. */
export const API_ROUTES: readonly ApiRoute[] = [
  ...customerRoutes,
  ...catalogueRoutes,
  ...checkoutRoutes,
  ...subscriptionRoutes,
  ...invoiceRoutes,
  ...moneyBackRoutes,
  ...discountRoutes,
  ...customerMoneyRoutes,
  ...meterRoutes,
  ...subscriptionItemRoutes,
  ...portalRoutes,
  ...webhookRoutes,
  ...scheduleRoutes,
  ...testClockRoutes,
];
const DAY = 86_400;

interface Answer {
  status: number;
  body: string;
}

/** Serves Stripe's REST API: keys, versions, idempotency and errors around the routes. */
export function registerApi(app: FastifyInstance, store: Store, faults: Faults): void {
  for (const route of API_ROUTES) {
    app.route({
      method: route.method,
      url: route.path,
      handler: (request, reply) => faults.around(request, reply, () => answer(store, route, { request, reply })),
    });
  }
}

/** Who may call, and in which version: Stripe's own refusals, checked before anything else. */
export function checkCaller(request: FastifyRequest, reply: FastifyReply): void {
  reply.header('request-id', `req_${randomBytes(7).toString('hex')}`);
  const key = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (key === undefined) {
    throw new StripeProblem(
      401,
      'You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth.',
    );
  }
  if (!key.startsWith('sk_test_'))
    throw new StripeProblem(401, `Invalid API Key provided: ${key.slice(0, 8)}****. The sandbox takes only sk_test_ keys.`);
  const version = request.headers['stripe-version'] ?? Stripe.API_VERSION;
  if (version !== Stripe.API_VERSION) {
    throw new StripeProblem(400, `Invalid Stripe API version: ${String(version)}. This sandbox speaks ${Stripe.API_VERSION} only.`);
  }
  reply.header('stripe-version', version);
}

/** Sends a refusal in Stripe's shape; anything unforeseen is a 500 in the same shape. */
export function refuse(error: unknown, reply: FastifyReply): FastifyReply {
  const { status, body } = refusal(error);
  return reply.code(status).type('application/json').send(body);
}

function refusal(error: unknown): Answer {
  const problem = error instanceof StripeProblem ? error : unforeseen(error);
  return { status: problem.status, body: JSON.stringify(toJson(problem.body()), null, 2) };
}

/** What the server itself refused (a body it cannot read, a body too large) keeps its status; the rest is our failure. */
function unforeseen(error: unknown): StripeProblem {
  if (!(error instanceof Error)) return new StripeProblem(500, 'Sandbox failure', { type: 'api_error' });
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
  if (status < 500) return new StripeProblem(status, error.message, { isValidation: true });
  return new StripeProblem(500, `Sandbox failure: ${error.message}`, { type: 'api_error' });
}

/** 404 for an address the API does not have. */
export function unknownAddress(request: FastifyRequest): StripeProblem {
  const path = request.url.split('?')[0] ?? request.url;
  return new StripeProblem(
    404,
    `Unrecognized request URL (${request.method}: ${path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
  );
}

function answer(store: Store, route: ApiRoute, { request, reply }: { request: FastifyRequest; reply: FastifyReply }): FastifyReply {
  const keyHeader = request.headers['idempotency-key'];
  const key = route.method === 'POST' && typeof keyHeader === 'string' ? keyHeader : null;
  if (key !== null && key.length > 255)
    throw new StripeProblem(400, 'Idempotency keys are at most 255 characters long.', { type: 'idempotency_error' });
  const requestId = String(reply.getHeader('request-id'));
  const fingerprint = fingerprintOf(request);
  const stored = key === null ? undefined : store.state.replies[key];
  if (key !== null) reply.header('idempotency-key', key);
  if (stored !== undefined && stored.at > store.now() - DAY) {
    if (stored.fingerprint !== fingerprint) throw keyReused(key);
    reply.header('idempotent-replayed', 'true').header('original-request', stored.requestId);
    return reply.code(stored.status).type('application/json').send(stored.body);
  }
  const { result, isStorable } = run(store, route, { request, requestId, key });
  if (key !== null && isStorable) remember(store, { id: key, fingerprint, ...result, requestId, at: store.now() });
  return reply.code(result.status).type('application/json').send(result.body);
}

function keyReused(key: string | null): StripeProblem {
  return new StripeProblem(
    400,
    `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${String(key)}' if you meant to execute a different request.`,
    { type: 'idempotency_error' },
  );
}

/** Runs the route as one transition; refusals after validation are answers too, and bind the key like any other. */
function run(
  store: Store,
  route: ApiRoute,
  call: { request: FastifyRequest; requestId: string; key: string | null },
): { result: Answer; isStorable: boolean } {
  const { request } = call;
  try {
    const { expand: paths, ...params } = parseParams(z.looseObject({ expand: z.array(text).optional() }), {
      ...asRecord(request.query),
      ...asRecord(request.body),
    });
    const { id = '', child = '' } = z.object({ id: z.string().optional(), child: z.string().optional() }).parse(request.params);
    const path = request.url.split('?')[0] ?? request.url;
    const cause = route.method === 'GET' ? null : { id: call.requestId, idempotency_key: call.key };
    const json = store.commit((draft): Json => {
      const object = toJson(route.handle({ draft, params, id, child, path }));
      return paths === undefined ? object : expand(object, paths, draft.state);
    }, cause);
    return { result: { status: 200, body: JSON.stringify(json, null, 2) }, isStorable: true };
  } catch (error) {
    const isStorable = error instanceof StripeProblem && !error.isValidation;
    return { result: refusal(error), isStorable };
  }
}

function remember(store: Store, reply: StoredReply): void {
  store.commit((draft) => {
    for (const old of draft.all('replies')) if (old.at <= reply.at - DAY) draft.remove('replies', old.id);
    draft.put('replies', reply);
  });
}

function fingerprintOf(request: FastifyRequest): string {
  return createHash('sha256')
    .update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
    .digest('hex');
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
