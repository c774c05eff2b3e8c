import { defineErrors } from '../../platform/errors/error-registry.js';

defineErrors('exports', {
  'exports.not_found': 404,
  'exports.limit_reached': 409,
  'exports.dataset_unavailable': 409,
  'exports.not_ready': 409,
  'exports.finished': 409,
  'exports.not_retryable': 409,
  'exports.link_invalid': 404,
});
