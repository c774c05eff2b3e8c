import { defineErrors } from '../../platform/errors/error-registry.js';

defineErrors('conversations', {
  'conversations.not_found': 404,
  'conversations.ended': 409,
  'conversations.session_reused': 409,
  'conversations.call_reused': 409,
});
