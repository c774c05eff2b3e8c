import * as z from 'zod';
import { Instant, pageOf } from '../platform/page.dto.js';
import {
  WEBHOOK_DELIVERY_STATUSES,
  WEBHOOK_DISABLED_REASONS,
  WEBHOOK_EVENTS,
  WEBHOOK_KEPT_DAYS,
  WEBHOOK_URL_MAX,
} from '../values/webhooks.js';

/** Names and passwords before an `@` would be sent to nobody and kept in every list. */
const HAS_USER = /^https:[/\\]*[^/\\?#]*@/i;

const Url = z
  .url({ protocol: /^https$/, normalize: true, error: 'an https address' })
  .max(WEBHOOK_URL_MAX)
  .refine((url) => !HAS_USER.test(url), 'without a user name')
  .describe('https, no user name, no redirects; its name must lead into the public internet');

const Events = z
  .array(z.enum(WEBHOOK_EVENTS))
  .min(1)
  .max(WEBHOOK_EVENTS.length)
  .refine((list) => new Set(list).size === list.length, 'each event once');

const Description = z.string().trim().max(200);

/** Where a workspace wants to be told of what happens in it. */
export const CreateWebhookEndpoint = z
  .strictObject({ url: Url, description: Description.default(''), events: Events })
  .meta({ id: 'CreateWebhookEndpoint' });
export type CreateWebhookEndpoint = z.infer<typeof CreateWebhookEndpoint>;

export const UpdateWebhookEndpoint = z
  .strictObject({
    url: Url.optional(),
    description: Description.optional(),
    events: Events.optional(),
    isEnabled: z.boolean().optional().describe('What waits while it is switched off goes out when it is switched on'),
  })
  .meta({ id: 'UpdateWebhookEndpoint' });
export type UpdateWebhookEndpoint = z.infer<typeof UpdateWebhookEndpoint>;

/** Deliveries of the last 24 hours, tests left out. */
export const WebhookHealth = z.object({ succeeded: z.int(), failed: z.int(), pending: z.int() }).meta({ id: 'WebhookHealth' });
export type WebhookHealth = z.infer<typeof WebhookHealth>;

export const WebhookEndpoint = z
  .object({
    id: z.uuid(),
    url: z.string(),
    description: z.string(),
    events: z.array(z.enum(WEBHOOK_EVENTS)),
    isEnabled: z.boolean(),
    disabledReason: z.enum(WEBHOOK_DISABLED_REASONS).nullable(),
    disabledAt: Instant.nullable(),
    failingSince: Instant.nullable().describe('No try came through since; null when the last one did'),
    previousSecretUntil: Instant.nullable().describe('Messages are signed with the secret before as well, until then'),
    lastDelivery: z
      .object({ at: Instant, status: z.enum(WEBHOOK_DELIVERY_STATUSES) })
      .nullable()
      .describe(`The latest of the last ${WEBHOOK_KEPT_DAYS} days, tests left out`),
    health: WebhookHealth,
    createdAt: Instant,
  })
  .meta({ id: 'WebhookEndpoint' });
export type WebhookEndpoint = z.infer<typeof WebhookEndpoint>;
export const WebhookEndpointPage = pageOf(WebhookEndpoint, 'WebhookEndpointPage');
export type WebhookEndpointPage = z.infer<typeof WebhookEndpointPage>;

/** All endpoints of a workspace, as staff see them: the newest first, `url` without path and query, which may hold keys. */
export const AdminWebhookEndpointList = z.object({ items: z.array(WebhookEndpoint) }).meta({ id: 'AdminWebhookEndpointList' });
export type AdminWebhookEndpointList = z.infer<typeof AdminWebhookEndpointList>;

/** `secret` is shown here and never again; another one can be had by a rotation. */
export const IssuedWebhookEndpoint = WebhookEndpoint.extend({ secret: z.string().describe('whsec_…, Standard Webhooks') }).meta({
  id: 'IssuedWebhookEndpoint',
});
export type IssuedWebhookEndpoint = z.infer<typeof IssuedWebhookEndpoint>;
