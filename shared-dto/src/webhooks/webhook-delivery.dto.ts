import * as z from 'zod';
import { Instant, KeysetQuery, keysetOf } from '../platform/page.dto.js';
import { WEBHOOK_ANSWER_MAX, WEBHOOK_DELIVERY_STATUSES, WEBHOOK_EVENTS, WEBHOOK_TRY_ERRORS } from '../values/webhooks.js';

/** What a list of deliveries is narrowed by. */
export const WebhookDeliveryQuery = KeysetQuery.extend({
  status: z.enum(WEBHOOK_DELIVERY_STATUSES).optional(),
  event: z.enum(WEBHOOK_EVENTS).optional(),
});
export type WebhookDeliveryQuery = z.infer<typeof WebhookDeliveryQuery>;

/** The same for staff, over all endpoints of a workspace. */
export const AdminWebhookDeliveryQuery = WebhookDeliveryQuery.extend({ endpointId: z.uuid().optional() });
export type AdminWebhookDeliveryQuery = z.infer<typeof AdminWebhookDeliveryQuery>;

/** One message to one endpoint. */
export const WebhookDelivery = z
  .object({
    id: z.uuid(),
    endpointId: z.uuid(),
    messageId: z.uuid().describe('`webhook-id`: the same for every try, endpoint and replay of one fact'),
    event: z.enum(WEBHOOK_EVENTS),
    status: z.enum(WEBHOOK_DELIVERY_STATUSES),
    isTest: z.boolean(),
    tries: z.int(),
    nextTryAt: Instant.nullable(),
    lastTriedAt: Instant.nullable(),
    responseStatus: z.int().nullable().describe('HTTP status of the latest answer'),
    error: z.enum(WEBHOOK_TRY_ERRORS).nullable().describe('Why the latest try came to nothing'),
    occurredAt: Instant.describe('When the fact happened'),
    createdAt: Instant,
  })
  .meta({ id: 'WebhookDelivery' });
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;
export const WebhookDeliveryList = keysetOf(WebhookDelivery, 'WebhookDeliveryList');
export type WebhookDeliveryList = z.infer<typeof WebhookDeliveryList>;

/** One request to a receiver and what became of it. */
export const WebhookTry = z
  .object({
    number: z.int(),
    at: Instant,
    durationMs: z.int(),
    responseStatus: z.int().nullable(),
    error: z.enum(WEBHOOK_TRY_ERRORS).nullable(),
    answer: z.string().describe(`The first ${WEBHOOK_ANSWER_MAX} characters of the answer`),
  })
  .meta({ id: 'WebhookTry' });
export type WebhookTry = z.infer<typeof WebhookTry>;

export const WebhookDeliveryDetail = WebhookDelivery.extend({
  url: z.string().describe('Where the endpoint is today'),
  body: z.string().describe('Exactly what was signed and sent'),
  triesMade: z.array(WebhookTry).describe('Newest first, fifty at most'),
}).meta({ id: 'WebhookDeliveryDetail' });
export type WebhookDeliveryDetail = z.infer<typeof WebhookDeliveryDetail>;

/** A made-up fact, sent once to one endpoint, switched on or not. */
export const TestWebhook = z.strictObject({ event: z.enum(WEBHOOK_EVENTS) }).meta({ id: 'TestWebhook' });
export type TestWebhook = z.infer<typeof TestWebhook>;

/** Sends again what an endpoint missed. */
export const ReplayFailedWebhooks = z
  .strictObject({ since: Instant.describe('Failed deliveries of facts since then') })
  .meta({ id: 'ReplayFailedWebhooks' });
export type ReplayFailedWebhooks = z.infer<typeof ReplayFailedWebhooks>;
export const ReplayedWebhooks = z.object({ replayed: z.int() }).meta({ id: 'ReplayedWebhooks' });
export type ReplayedWebhooks = z.infer<typeof ReplayedWebhooks>;
