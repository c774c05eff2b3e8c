import { defineErrors } from '../../platform/errors/error-registry.js';

export const adminErrors = defineErrors('admin', {
  'admin.tenant_not_found': 404,
  'admin.user_not_found': 404,
  'admin.tenant_protected': 409,
  'admin.standing_conflict': 409,
  'admin.user_protected': 409,
  'admin.user_verified': 409,
  'admin.session_not_found': 404,
  'admin.staff_change_not_found': 404,
  'admin.staff_change_pending': 409,
  'admin.staff_change_unneeded': 409,
  'admin.staff_change_unfit': 409,
  'admin.staff_change_own': 409,
  'admin.staff_change_second': 409,
  'admin.staff_change_closed': 409,
  'admin.staff_last': 409,
});
