import { defineErrors } from '../../platform/errors/error-registry.js';

defineErrors('email', {
  'email.message_not_found': 404,
  'email.message_under_way': 409,
  'email.copy_purged': 410,
  'email.token_invalid': 404,
});
