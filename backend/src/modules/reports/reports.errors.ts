import { defineErrors } from '../../platform/errors/error-registry.js';

defineErrors('reports', {
  'reports.schedule_not_found': 404,
  'reports.schedule_limit_reached': 409,
});
