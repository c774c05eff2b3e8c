import { defineErrors } from '../../platform/errors/error-registry.js';

export const apiKeyErrors = defineErrors('api_keys', {
  'api_keys.not_found': 404,
  'api_keys.limit_reached': 409,
  'api_keys.scope_forbidden': 403,
});
