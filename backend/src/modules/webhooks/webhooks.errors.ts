import { defineErrors } from '../../platform/errors/error-registry.js';

export const webhookErrors = defineErrors('webhooks', {
  'webhooks.endpoint_not_found': 404,
  'webhooks.endpoint_limit_reached': 409,
  'webhooks.endpoint_disabled': 409,
  'webhooks.delivery_not_found': 404,
  'webhooks.delivery_pending': 409,
});
