import { defineErrors } from '../../platform/errors/error-registry.js';

export const authErrors = defineErrors('auth', {
  'auth.invalid_credentials': 401,
  'auth.email_taken': 409,
  'auth.password_compromised': 400,
  'auth.token_invalid': 400,
  'auth.refresh_invalid': 401,
  'auth.refresh_reused': 401,
  'auth.email_unverified': 403,
  'auth.busy': 503,
  'auth.account_banned': 403,
});

export const teamErrors = defineErrors('team', {
  'team.member_not_found': 404,
  'team.last_owner': 409,
  'team.cannot_change_self': 409,
  'team.invitation_not_found': 404,
  'team.invitation_invalid': 400,
  'team.already_member': 409,
  'team.member_is_staff': 409,
});
