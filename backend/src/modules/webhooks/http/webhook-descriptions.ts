import { Instant, WEBHOOK_DATA, WEBHOOK_SAMPLES } from '@orbisvoice/shared-dto';
import { WEBHOOK_EVENTS, WEBHOOK_TIMEOUT_SECONDS, type WebhookEventName } from '@orbisvoice/shared-dto/values';
import type { MediaTypeObject, OperationObject, WebhooksObject } from '@nestjs/swagger';
import * as z from 'zod';
import { EVENT_MEANINGS } from '../domain/event-meanings.js';
import { bodyOf } from '../services/event-body.js';

/** Nest knows fewer kinds of JSON Schema than there are: none of ours is one of the others. */
type Schema = NonNullable<MediaTypeObject['schema']>;

/** When the samples happened. */
const SAMPLED_AT = new Date('2026-04-01T12:00:00.000Z');

const HEADERS = [
  {
    name: 'webhook-id',
    description: 'Of the message: the same for every try, endpoint and replay of one fact',
    schema: { type: 'string', format: 'uuid' },
  },
  { name: 'webhook-timestamp', description: 'Of this try, in seconds since 1970', schema: { type: 'string' } },
  {
    name: 'webhook-signature',
    description: 'Standard Webhooks: one or more of `v1,` and the signature, separated by spaces',
    schema: { type: 'string' },
  },
] as const;

/**
 * What the platform sends, as OpenAPI 3.1 has it: one request for each event. `@ApiWebhook` is for methods of controllers, and nobody calls
 * these here. Their schemas are open: fields may be added to an event, none is taken away.
 */
export const describedWebhooks = (): WebhooksObject =>
  Object.fromEntries(WEBHOOK_EVENTS.map((event): [string, WebhooksObject[string]] => [event, { post: operationOf(event) }]));

function operationOf(event: WebhookEventName): OperationObject {
  const message = z.object({ type: z.literal(event), timestamp: Instant.describe('When it happened'), data: WEBHOOK_DATA[event] });
  const { $schema: _, ...schema } = z.toJSONSchema(message, { io: 'input' });
  const content = { schema: schema as Schema, example: exampleOf(event) };
  return {
    operationId: `Webhook_${event.replace(/[._](\w)/g, (_match, letter: string) => letter.toUpperCase())}`,
    summary: EVENT_MEANINGS[event],
    tags: ['Webhook'],
    parameters: HEADERS.map((header) => ({ ...header, in: 'header', required: true })),
    requestBody: { required: true, content: { 'application/json': content } },
    responses: {
      '2XX': { description: `Taken, when it comes within ${WEBHOOK_TIMEOUT_SECONDS} seconds` },
      '410': { description: 'There is nobody there for good: the endpoint is switched off' },
      default: { description: 'Not taken: it is tried again. Redirects are not followed' },
    },
  };
}

const exampleOf = (event: WebhookEventName): unknown => JSON.parse(bodyOf({ event, at: SAMPLED_AT, data: WEBHOOK_SAMPLES[event] }));
