import { z } from 'zod';
import { clearable, created, flag, isCreatedWithin, mergeMetadata, metadata, paging, parseParams, text } from '../core/params.js';
import { page } from '../core/wire.js';
import { createEndpoint, withoutSecret } from '../objects/webhook-endpoints.js';
import type { ApiCall, ApiRoute } from './route.js';

const webAddress = z.url({ protocol: /^https?$/ });
const body = z.strictObject({
  // The form is checked, the contents are always of the one version there is here.
  api_version: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}(\.[a-z]+)?$/)
    .optional(),
  description: clearable.optional(),
  enabled_events: z.array(text).min(1),
  metadata: metadata.optional(),
  url: webAddress,
});
const patch = z.strictObject({
  description: clearable.optional(),
  disabled: flag.optional(),
  enabled_events: z.array(text).min(1).optional(),
  metadata: metadata.optional(),
  url: webAddress.optional(),
});
const eventListing = z.strictObject({
  ...paging,
  created: created.optional(),
  delivery_success: flag.optional(),
  type: text.optional(),
  types: z.array(text).max(20).optional(),
});

function create({ draft, params }: ApiCall): object {
  const facts = parseParams(body, params);
  return createEndpoint(draft, {
    url: facts.url,
    secret: draft.newId('whsec_'),
    apiVersion: facts.api_version ?? null,
    enabledEvents: facts.enabled_events,
    description: facts.description ?? null,
    metadata: mergeMetadata({}, facts.metadata),
  });
}

function update({ draft, id, params }: ApiCall): object {
  const endpoint = draft.need('webhookEndpoints', id);
  const { description, disabled, enabled_events: types, metadata: extra, url } = parseParams(patch, params);
  const next = draft.put('webhookEndpoints', {
    ...endpoint,
    description: description === undefined ? endpoint.description : description,
    enabled_events: types ?? endpoint.enabled_events,
    metadata: mergeMetadata(endpoint.metadata, extra),
    status: disabled === undefined ? endpoint.status : disabled ? 'disabled' : 'enabled',
    url: url ?? endpoint.url,
  });
  return withoutSecret(next);
}

function remove({ draft, id }: ApiCall): object {
  draft.need('webhookEndpoints', id);
  draft.remove('webhookEndpoints', id);
  return { id, object: 'webhook_endpoint', deleted: true };
}

function listEvents({ draft, params, path }: ApiCall): object {
  const { created: when, delivery_success: isDelivered, type, types, ...cut } = parseParams(eventListing, params);
  const matches = (name: string, pattern: string): boolean =>
    pattern.endsWith('.*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
  const undelivered = new Set(
    draft
      .all('deliveries')
      .filter(({ status }) => status !== 'delivered')
      .map(({ event }) => event),
  );
  const found = draft
    .all('events')
    .filter((event) => isCreatedWithin(event.created, when) && (type === undefined || matches(event.type, type)))
    .filter((event) => types === undefined || types.some((pattern) => matches(event.type, pattern)))
    .filter((event) => isDelivered === undefined || !undelivered.has(event.id) === isDelivered);
  return page(path, found, cut);
}

/** Webhook endpoints and the events sent to them. */
export const webhookRoutes: readonly ApiRoute[] = [
  { method: 'POST', path: '/v1/webhook_endpoints', handle: create },
  {
    method: 'GET',
    path: '/v1/webhook_endpoints',
    handle: ({ draft, params, path }) =>
      page(path, draft.all('webhookEndpoints').map(withoutSecret), parseParams(z.strictObject(paging), params)),
  },
  { method: 'GET', path: '/v1/webhook_endpoints/:id', handle: ({ draft, id }) => withoutSecret(draft.need('webhookEndpoints', id)) },
  { method: 'POST', path: '/v1/webhook_endpoints/:id', handle: update },
  { method: 'DELETE', path: '/v1/webhook_endpoints/:id', handle: remove },
  { method: 'GET', path: '/v1/events', handle: listEvents },
  { method: 'GET', path: '/v1/events/:id', handle: ({ draft, id }) => draft.need('events', id) },
];
