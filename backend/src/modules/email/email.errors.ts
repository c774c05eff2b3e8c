import { defineErrors } from '../../platform/errors/error-registry.js';

defineErrors('email', {
  'email.message_not_found': 404,
  'email.message_under_way': 409,
  'email.copy_purged': 410,
  'email.token_invalid': 404,
  'email.signature_invalid': 400,
  'email.webhook_disabled': 404,
  'email.template_not_found': 404,
  'email.preview_expired': 410,
  'email.address_suppressed': 409,
  'email.not_waiting': 409,
  'email.already_suppressed': 409,
  'email.suppression_not_found': 404,
});
