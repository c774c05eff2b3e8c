import type { EventName } from './event-names.js';

/** Facts that a workspace can have told to its own systems (product.md §5). What is in their `data` is a contract of `webhook-event.dto.ts`. */
export const WEBHOOK_EVENTS = [
  'agent.created',
  'agent.updated',
  'agent.deleted',
  'conversation.started',
  'conversation.ended',
  'tool.executed',
  'usage.threshold_reached',
  'subscription.created',
  'subscription.changed',
  'subscription.cancel_scheduled',
  'subscription.resumed',
  'subscription.expiring',
  'subscription.canceled',
  'invoice.paid',
  'invoice.payment_failed',
  'referral.converted',
  'export.created',
  'export.completed',
  'export.failed',
  'api_key.created',
  'api_key.used_first',
  'api_key.revoked',
  'security.alert',
] as const satisfies readonly EventName[];
export type WebhookEventName = (typeof WEBHOOK_EVENTS)[number];

/** `pending`: waits for its first or next try. `succeeded`, `failed`: nothing tries again by itself. */
export const WEBHOOK_DELIVERY_STATUSES = ['pending', 'succeeded', 'failed'] as const;
export type WebhookDeliveryStatus = (typeof WEBHOOK_DELIVERY_STATUSES)[number];

/**
 * Why nothing is sent to an endpoint. `by_hand`: a person of the workspace switched it off; `gone`: it answered 410; `failing`: no try came
 * through for {@link WEBHOOK_DISABLED_AFTER_HOURS} hours.
 */
export const WEBHOOK_DISABLED_REASONS = ['by_hand', 'gone', 'failing'] as const;
export type WebhookDisabledReason = (typeof WEBHOOK_DISABLED_REASONS)[number];

/**
 * Why a try came to nothing. `status`: an answer outside of 200–299; `not_public`: the name leads into a private network; `certificate`: TLS
 * could not be trusted.
 */
export const WEBHOOK_TRY_ERRORS = ['status', 'timed_out', 'name_not_found', 'no_connection', 'certificate', 'not_public'] as const;
export type WebhookTryError = (typeof WEBHOOK_TRY_ERRORS)[number];

/** Seconds from one try to the next, as Standard Webhooks recommends: three days in all. Each is lengthened by chance, by a tenth at most. */
export const WEBHOOK_RETRY_SECONDS = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400] as const;
/** Seconds a receiver has for its answer. */
export const WEBHOOK_TIMEOUT_SECONDS = 15;
/** The owners are told when no try came through for so long, and again when the endpoint is switched off. */
export const WEBHOOK_WARNED_AFTER_HOURS = 24;
export const WEBHOOK_DISABLED_AFTER_HOURS = 120;
/** How long the secret before still signs beside the new one. */
export const WEBHOOK_SECRET_OVERLAP_HOURS = 24;
/** What was sent can be looked at and sent again for so long. */
export const WEBHOOK_KEPT_DAYS = 30;
export const WEBHOOK_ENDPOINTS_MAX = 10;
export const WEBHOOK_URL_MAX = 2_000;
/** Characters of an answer that are kept. */
export const WEBHOOK_ANSWER_MAX = 2_000;
