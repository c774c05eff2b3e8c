import { defineErrors } from '../../platform/errors/error-registry.js';

export const adminErrors = defineErrors('admin', {
  'admin.tenant_not_found': 404,
  'admin.user_not_found': 404,
  'admin.tenant_protected': 409,
  'admin.standing_conflict': 409,
  'admin.user_protected': 409,
});
