import { defineErrors } from '../../platform/errors/error-registry.js';

defineErrors('email', {
  'email.message_not_found': 404,
  'email.token_invalid': 404,
});
