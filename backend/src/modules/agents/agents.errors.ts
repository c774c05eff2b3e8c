import { defineErrors } from '../../platform/errors/error-registry.js';

defineErrors('agents', {
  'agents.not_found': 404,
  'agents.inactive': 409,
});
