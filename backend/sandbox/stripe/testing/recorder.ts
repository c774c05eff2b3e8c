import Stripe from 'stripe';
import { type Json, toJson } from '../core/wire.js';
import { API_ROUTES } from '../http/api.js';

/** An answer of the API as it came over HTTP. */
export interface RecordedAnswer {
  /** Method and address as the API declares it, with `:id` in place of ids. */
  route: string;
  status: number;
  body: Json;
}

/** The official SDK with a wire tap. */
export function recordingSdk(port: number): { stripe: Stripe; answers: RecordedAnswer[] } {
  const answers: RecordedAnswer[] = [];
  const listen: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    const body: unknown = await response.clone().json();
    answers.push({ route: routeOf(init?.method ?? 'GET', pathOf(input)), status: response.status, body: toJson(body) });
    return response;
  };
  const stripe = new Stripe('sk_test_recorder', {
    host: '127.0.0.1',
    port,
    protocol: 'http',
    telemetry: false,
    maxNetworkRetries: 0,
    httpClient: Stripe.createFetchHttpClient(listen),
  });
  return { stripe, answers };
}

function pathOf(input: Parameters<typeof fetch>[0]): string {
  return new URL(input instanceof Request ? input.url : input).pathname;
}

/** The declared address a call went to; an address of its own wins over one with an id in that place. */
export function routeOf(method: string, path: string): string {
  const fitting = API_ROUTES.filter((route) => route.method === method && pattern(route.path).test(path));
  const exact = fitting.find((route) => route.path === path) ?? fitting[0];
  return `${method} ${exact?.path ?? 'unknown address'}`;
}

function pattern(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/:[a-z]+/g, '[^/]+')}$`);
}
