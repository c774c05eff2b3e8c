import { defineErrors } from './error-registry.js';

export const requestErrors = defineErrors('request', {
  'request.invalid': 400,
  'request.malformed_json': 400,
  'request.too_large': 413,
  'request.unsupported_media_type': 415,
  'request.not_found': 404,
  'request.method_not_allowed': 405,
  'request.rate_limited': 429,
  'request.origin_refused': 403,
});

export const idempotencyErrors = defineErrors('idempotency', {
  'idempotency.key_required': 400,
  'idempotency.key_reused': 409,
  'idempotency.in_progress': 409,
});

export const accessErrors = defineErrors('access', {
  'access.unauthenticated': 401,
  'access.forbidden': 403,
  'access.impersonation_forbidden': 403,
  'access.impersonation_read_only': 403,
});

export const serviceErrors = defineErrors('service', { 'service.unavailable': 503, 'service.internal': 500 });
