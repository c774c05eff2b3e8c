import type { WebhookDelivery, WebhookEndpoint, WebhookTry } from '@orbisvoice/shared-dto';
import type { DeliveryRow, EndpointRow, HealthRow, TryRow } from '../persistence/webhook-rows.js';

/** An endpoint as the API tells it: nothing of its secrets but that an old one still signs. */
export const toWebhookEndpoint = (row: EndpointRow, health: HealthRow | undefined, now: Date): WebhookEndpoint => ({
  id: row.id,
  url: row.url,
  description: row.description,
  events: [...row.events],
  isEnabled: row.isEnabled,
  disabledReason: row.disabledReason,
  disabledAt: row.disabledAt?.toISOString() ?? null,
  failingSince: row.failingSince?.toISOString() ?? null,
  previousSecretUntil: row.previousSecretUntil !== null && row.previousSecretUntil > now ? row.previousSecretUntil.toISOString() : null,
  lastDelivery: health?.lastAt && health.lastStatus ? { at: health.lastAt.toISOString(), status: health.lastStatus } : null,
  health: { succeeded: health?.succeeded ?? 0, failed: health?.failed ?? 0, pending: health?.pending ?? 0 },
  createdAt: row.createdAt.toISOString(),
});

export const toWebhookDelivery = (row: DeliveryRow): WebhookDelivery => ({
  id: row.id,
  endpointId: row.endpointId,
  messageId: row.messageId,
  event: row.event,
  status: row.status,
  isTest: row.isTest,
  tries: row.tries,
  nextTryAt: row.nextTryAt?.toISOString() ?? null,
  lastTriedAt: row.lastTriedAt?.toISOString() ?? null,
  responseStatus: row.responseStatus,
  error: row.error,
  occurredAt: row.occurredAt.toISOString(),
  createdAt: row.createdAt.toISOString(),
});

export const toWebhookTry = ({ at, ...row }: TryRow): WebhookTry => ({ ...row, at: at.toISOString() });
