import { defineErrors } from '../../platform/errors/error-registry.js';

defineErrors('alerts', {
  'alerts.not_found': 404,
  'alerts.not_possible': 409,
  'alerts.webhook_missing': 409,
});
