import type { IssuedWebhookEndpoint, WebhookDelivery, WebhookDeliveryDetail, WebhookEndpoint, WebhookTry } from '@orbisvoice/shared-dto';
import { anId } from './ids';

export const anEndpoint = (change: Partial<WebhookEndpoint> = {}): WebhookEndpoint => ({
  id: anId(),
  url: 'https://hooks.example.com/orbis',
  description: 'CRM',
  events: ['conversation.ended', 'invoice.paid'],
  isEnabled: true,
  disabledReason: null,
  disabledAt: null,
  failingSince: null,
  previousSecretUntil: null,
  lastDelivery: null,
  health: { succeeded: 0, failed: 0, pending: 0 },
  createdAt: '2026-05-01T09:00:00.000Z',
  ...change,
});

export const anIssuedEndpoint = (change: Partial<IssuedWebhookEndpoint> = {}): IssuedWebhookEndpoint => ({
  ...anEndpoint(),
  secret: 'whsec_shown-once',
  ...change,
});

/** One that arrived at the first try. */
export const aDelivery = (change: Partial<WebhookDelivery> = {}): WebhookDelivery => ({
  id: anId(),
  endpointId: 'e1',
  messageId: anId(),
  event: 'conversation.ended',
  status: 'succeeded',
  isTest: false,
  tries: 1,
  nextTryAt: null,
  lastTriedAt: '2026-05-04T09:55:01.000Z',
  responseStatus: 204,
  error: null,
  occurredAt: '2026-05-04T09:55:00.000Z',
  createdAt: '2026-05-04T09:55:00.000Z',
  ...change,
});

/** One whose first try is about to be made. */
export const aWaitingDelivery = (change: Partial<WebhookDelivery> = {}): WebhookDelivery =>
  aDelivery({ status: 'pending', tries: 0, nextTryAt: '2026-05-04T09:55:00.000Z', lastTriedAt: null, responseStatus: null, ...change });

export const aTry = (change: Partial<WebhookTry> = {}): WebhookTry => ({
  number: 1,
  at: '2026-05-04T09:55:01.000Z',
  durationMs: 84,
  responseStatus: 204,
  error: null,
  answer: '',
  ...change,
});

export const aDeliveryDetail = (change: Partial<WebhookDeliveryDetail> = {}): WebhookDeliveryDetail => ({
  ...aDelivery(),
  url: 'https://hooks.example.com/orbis',
  body: '{"type":"conversation.ended","timestamp":"2026-05-04T09:55:00.000Z","data":{"durationSeconds":42}}',
  triesMade: [aTry()],
  ...change,
});
