import { defineErrors } from '../../platform/errors/error-registry.js';

defineErrors('tenants', {
  'tenants.not_found': 404,
  'tenants.suspended': 403,
});
