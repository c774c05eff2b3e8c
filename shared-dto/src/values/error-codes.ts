/**
 * Every code a problem+json answer can carry: the closed set both sides compile against.
 * The status of a code lives in the owning module's `*.errors.ts`, the sentence in the front ends' dictionary.
 */
export const ERROR_CODES = [
  // platform
  'request.invalid',
  'request.malformed_json',
  'request.too_large',
  'request.unsupported_media_type',
  'request.not_found',
  'request.method_not_allowed',
  'request.rate_limited',
  'request.origin_refused',
  'idempotency.key_required',
  'idempotency.key_reused',
  'idempotency.in_progress',
  'access.unauthenticated',
  'access.forbidden',
  'access.impersonation_forbidden',
  'access.impersonation_read_only',
  'service.unavailable',
  'service.internal',
  // auth
  'auth.invalid_credentials',
  'auth.email_taken',
  'auth.password_compromised',
  'auth.token_invalid',
  'auth.refresh_invalid',
  'auth.refresh_reused',
  'auth.email_unverified',
  'auth.busy',
  'auth.account_banned',
  // tenants and team
  'tenants.not_found',
  'tenants.suspended',
  'team.member_not_found',
  'team.last_owner',
  'team.cannot_change_self',
  'team.invitation_not_found',
  'team.invitation_invalid',
  'team.already_member',
  // api keys
  'api_keys.not_found',
  'api_keys.limit_reached',
  'api_keys.scope_forbidden',
  // agents
  'agents.not_found',
  'agents.inactive',
  // conversations
  'conversations.not_found',
  'conversations.ended',
  'conversations.session_reused',
  // billing
  'usage_limit_reached',
  'stripe_unavailable',
  'billing.plan_not_found',
  'billing.already_on_plan',
  'billing.no_subscription',
  'billing.no_customer',
  'billing.preview_stale',
  'billing.preview_required',
  'billing.change_not_possible',
  'billing.change_pending',
  'billing.currency_mismatch',
  'billing.invoice_not_found',
  'billing.tax_id_not_found',
  'billing.tax_id_limit_reached',
  'billing.overage_not_available',
  'billing.signature_invalid',
  'billing.event_not_found',
  'billing.reconciliation_running',
  'billing.reconciliation_not_found',
  // referrals
  'referrals.code_unknown',
  // e-mail
  'email.message_not_found',
  'email.token_invalid',
  // admin
  'admin.tenant_not_found',
  'admin.user_not_found',
  'admin.tenant_protected',
  'admin.standing_conflict',
  'admin.user_protected',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];
