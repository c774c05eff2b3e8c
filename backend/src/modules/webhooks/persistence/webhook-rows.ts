import type { WebhookDeliveryStatus, WebhookDisabledReason, WebhookEventName, WebhookTryError } from '@orbisvoice/shared-dto/values';

/** An endpoint as it is kept. Secrets are sealed. */
export interface EndpointRow {
  readonly id: string;
  readonly url: string;
  readonly description: string;
  readonly events: readonly WebhookEventName[];
  readonly isEnabled: boolean;
  readonly disabledReason: WebhookDisabledReason | null;
  readonly disabledAt: Date | null;
  readonly secret: string;
  readonly previousSecret: string | null;
  readonly previousSecretUntil: Date | null;
  readonly failingSince: Date | null;
  readonly warnedAt: Date | null;
  readonly createdBy: string | null;
  readonly createdAt: Date;
}

/** How deliveries to an endpoint went lately. */
export interface HealthRow {
  readonly endpointId: string;
  readonly succeeded: number;
  readonly failed: number;
  readonly pending: number;
  readonly lastAt: Date | null;
  readonly lastStatus: WebhookDeliveryStatus | null;
}

export interface DeliveryRow {
  readonly id: string;
  readonly endpointId: string;
  readonly messageId: string;
  readonly event: WebhookEventName;
  readonly status: WebhookDeliveryStatus;
  readonly isTest: boolean;
  readonly tries: number;
  readonly step: number;
  readonly nextTryAt: Date | null;
  readonly leaseId: string | null;
  readonly leasedUntil: Date | null;
  readonly lastTriedAt: Date | null;
  readonly responseStatus: number | null;
  readonly error: WebhookTryError | null;
  readonly occurredAt: Date;
  readonly createdAt: Date;
}

export interface TryRow {
  readonly number: number;
  readonly at: Date;
  readonly durationMs: number;
  readonly responseStatus: number | null;
  readonly error: WebhookTryError | null;
  readonly answer: string;
}

export const ENDPOINT_COLUMNS = `e.id, e.url, e.description, e.events, e.is_enabled as "isEnabled", e.disabled_reason as "disabledReason",
  e.disabled_at as "disabledAt", e.secret, e.previous_secret as "previousSecret", e.previous_secret_until as "previousSecretUntil",
  e.failing_since as "failingSince", e.warned_at as "warnedAt", e.created_by as "createdBy", e.created_at as "createdAt"`;

export const DELIVERY_COLUMNS = `d.id, d.endpoint_id as "endpointId", d.message_id as "messageId", d.event, d.status, d.is_test as "isTest", d.tries,
  d.step, d.next_try_at as "nextTryAt", d.lease_id as "leaseId", d.leased_until as "leasedUntil", d.last_tried_at as "lastTriedAt",
  d.response_status as "responseStatus", d.error, d.occurred_at as "occurredAt", d.created_at as "createdAt"`;
