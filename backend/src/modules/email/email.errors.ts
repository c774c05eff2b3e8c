import { defineErrors } from '../../platform/errors/error-registry.js';

defineErrors('email', {
  'email.message_not_found': 404,
  'email.token_invalid': 404,
  'email.signature_invalid': 400,
  'email.webhook_disabled': 404,
  'email.already_suppressed': 409,
  'email.suppression_not_found': 404,
});
