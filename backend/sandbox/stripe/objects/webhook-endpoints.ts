import Stripe from 'stripe';
import type { Draft } from '../core/draft.js';

export interface NewEndpoint {
  url: string;
  secret: string;
  /** Null follows the account. */
  apiVersion: string | null;
  enabledEvents: string[];
  description: string | null;
  metadata: Record<string, string>;
}

/** An endpoint that listens from now on; its secret stays in the account and is shown only once. */
export function createEndpoint(draft: Draft, facts: NewEndpoint): Stripe.WebhookEndpoint {
  const endpoint = {
    id: draft.newId('we_'),
    object: 'webhook_endpoint',
    api_version: facts.apiVersion,
    application: null,
    created: draft.at,
    description: facts.description,
    enabled_events: facts.enabledEvents,
    livemode: false,
    metadata: facts.metadata,
    secret: facts.secret,
    status: 'enabled',
    url: facts.url,
  } satisfies Stripe.WebhookEndpoint;
  return draft.put('webhookEndpoints', endpoint);
}

/** The endpoint as every answer but the first shows it. */
export function withoutSecret(endpoint: Stripe.WebhookEndpoint): Stripe.WebhookEndpoint {
  const { secret: hidden, ...visible } = endpoint;
  return hidden === undefined ? endpoint : visible;
}

const LAUNCHER = 'launcher';

/** The endpoint the launcher names; naming another address or secret moves it. */
export function setLauncherEndpoint(draft: Draft, url: string, secret: string): void {
  const existing = draft.all('webhookEndpoints').find((endpoint) => endpoint.metadata['set_by'] === LAUNCHER);
  if (existing === undefined) {
    const facts = {
      apiVersion: Stripe.API_VERSION,
      enabledEvents: ['*'],
      description: 'Set by the launcher',
      metadata: { set_by: LAUNCHER },
    };
    createEndpoint(draft, { url, secret, ...facts });
  } else if (existing.url !== url || existing.secret !== secret) {
    draft.put('webhookEndpoints', { ...existing, url, secret });
  }
}

/** Gives an endpoint a new secret; the old one goes on signing beside it for a while. */
export function rollSecret(draft: Draft, id: string, overlapSeconds: number): string {
  const endpoint = draft.need('webhookEndpoints', id);
  const secret = draft.newId('whsec_');
  draft.put('rolledSecrets', { id, secret: endpoint.secret ?? '', expiresAt: draft.at + overlapSeconds });
  draft.put('webhookEndpoints', { ...endpoint, secret });
  return secret;
}
