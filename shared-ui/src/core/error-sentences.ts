import type { ErrorCode } from '@orbisvoice/shared-dto/values';
import { formatNumber } from '../format/number';

export type ErrorParams = Readonly<Record<string, string | number | boolean | null>>;
type Sentence = string | ((params: ErrorParams) => string);

const GONE = 'It does not exist, or it was deleted.';

/** Exhaustive by type: a code without a sentence does not compile. */
export const ERROR_SENTENCES: Readonly<Record<ErrorCode, Sentence>> = {
  'request.invalid': 'Please correct the marked fields.',
  'request.malformed_json': 'The request could not be read. Reload the page and try again.',
  'request.too_large': 'That is more than can be sent at once. Shorten it and try again.',
  'request.unsupported_media_type': 'This kind of content cannot be sent here.',
  'request.not_found': GONE,
  'request.method_not_allowed': 'This cannot be done here.',
  'request.rate_limited': (p) => `Too many requests. Wait ${waiting(p)} and try again.`,
  'request.origin_refused': 'This address is not allowed to call the service.',
  'idempotency.key_required': 'The request lacks its key. Reload the page and try again.',
  'idempotency.key_reused': 'This was already sent with other content. Reload the page and try again.',
  'idempotency.in_progress': 'The same request is still being worked on. Wait a moment.',
  'access.unauthenticated': 'Your session has ended. Please log in again.',
  'access.forbidden': 'Your role does not allow this.',
  'access.impersonation_forbidden': 'This cannot be done while acting for somebody else.',
  'access.impersonation_read_only': 'You are only looking: this impersonation changes nothing.',
  'service.unavailable': 'OrbisVoice cannot be reached at the moment. Check your connection and try again.',
  'service.internal': 'Something went wrong on our side. Try again; if it stays, quote the reference below.',
  'auth.invalid_credentials': 'The e-mail address or the password is wrong.',
  'auth.email_taken': 'This e-mail address is already in use.',
  'auth.password_compromised': 'This password is known from a data breach. Choose another one.',
  'auth.token_invalid': 'This link has expired or was already used. Ask for a new one.',
  'auth.refresh_invalid': 'Your session has ended. Please log in again.',
  'auth.refresh_reused': 'Your session was ended for your safety. Please log in again.',
  'auth.email_unverified': 'Your e-mail address is not confirmed yet. We have sent you the link again.',
  'auth.busy': 'Too many log-ins at this moment. Wait a few seconds and try again.',
  'auth.account_banned': 'This workspace has been closed. Contact support.',
  'tenants.not_found': GONE,
  'tenants.suspended': 'This workspace is suspended. Contact support.',
  'team.member_not_found': GONE,
  'team.last_owner': 'A workspace needs at least one owner. Make somebody else an owner first.',
  'team.cannot_change_self': 'You cannot change your own role or remove yourself.',
  'team.invitation_not_found': GONE,
  'team.invitation_invalid': 'This invitation has expired or was withdrawn. Ask for a new one.',
  'team.already_member': 'This person already belongs to a workspace.',
  'team.member_is_staff': 'This person belongs to the staff of OrbisVoice. Two of staff have to take that back first.',
  'api_keys.not_found': GONE,
  'api_keys.limit_reached': 'You have as many keys as a workspace can hold. Revoke one first.',
  'api_keys.scope_forbidden': 'You cannot give a key a permission that you do not have.',
  'agents.not_found': GONE,
  'agents.inactive': 'This agent is switched off.',
  'conversations.not_found': GONE,
  'conversations.ended': 'This conversation has already ended.',
  'conversations.session_reused': 'This session already belongs to another conversation.',
  usage_limit_reached: (p) => `The plan's limit${limitOf(p)} is reached. Upgrade, or wait until it resets.`,
  'billing.plan_not_found': 'This plan does not exist.',
  'billing.already_on_plan': 'You are already on this plan.',
  'billing.no_subscription': 'There is no paid subscription to change.',
  'billing.no_customer': 'There is no payment account yet. It is made with the first upgrade.',
  'billing.preview_stale': 'The price has changed since you looked. Check it again.',
  'billing.preview_required': 'Look at what the change costs first.',
  'billing.change_not_possible': 'This change is not possible at the moment.',
  'billing.change_pending': 'An earlier change still waits for its payment. Pay it or let it expire first.',
  'billing.currency_mismatch': 'This workspace is billed in another currency.',
  'billing.invoice_not_found': GONE,
  'billing.tax_id_not_found': GONE,
  'billing.tax_id_limit_reached': (p) => `There is room for ${String(p['limit'] ?? 'a few')} tax ids. Remove one first.`,
  'billing.overage_not_available': 'Your plan does not offer conversations beyond its limit.',
  stripe_unavailable: 'The payment provider cannot be reached. Nothing was charged; try again in a minute.',
  'billing.signature_invalid': 'The message could not be verified.',
  'billing.event_not_found': GONE,
  'billing.reconciliation_running': 'A reconciliation is already running.',
  'billing.reconciliation_not_found': GONE,
  'referrals.code_unknown': 'This referral code is not known.',
  'email.message_not_found': GONE,
  'email.message_under_way': 'This mail is still on its way. Send it again once it has arrived or failed.',
  'email.copy_purged': 'What this mail said is not kept any more, so it cannot be sent again.',
  'email.token_invalid': 'This link is not valid any more.',
  'audit.verification_running': 'The audit log is already being checked.',
  'email.signature_invalid': 'The signature of the event is not valid.',
  'email.webhook_disabled': 'No key is set for events of this mail provider.',
  'email.already_suppressed': 'This address is on the suppression list already.',
  'email.suppression_not_found': 'This entry is not on the suppression list any more.',
  'email.template_not_found': GONE,
  'email.preview_expired': 'This preview has expired. Refresh the page.',
  'email.address_suppressed': 'This address is on the suppression list, so nothing is sent to it. Lift the suppression first.',
  'email.not_waiting': 'This mail does not wait any more.',
  'alerts.not_found': GONE,
  'alerts.not_possible': 'Somebody else was faster: the alert is in another state by now.',
  'alerts.webhook_missing': 'No webhook is set up yet.',
  'admin.tenant_not_found': GONE,
  'admin.tenant_protected': 'Staff belong to this workspace, so it cannot be stopped.',
  'admin.standing_conflict': 'Somebody changed this workspace meanwhile. Look at it again.',
  'billing.limits_conflict': 'Somebody changed the limits of this workspace meanwhile. Look at them again.',
  'billing.limit_adjustment_not_found': GONE,
  'billing.limit_adjustment_over': 'This has ended already, so there is nothing to withdraw.',
  'admin.user_not_found': GONE,
  'admin.user_protected': 'This person is staff. Nobody acts as a colleague.',
  'admin.user_verified': 'The address is verified already.',
  'admin.session_not_found': 'This session is over already.',
  'admin.staff_change_not_found': GONE,
  'admin.staff_change_pending': 'A change of this person’s staff rights waits for confirmation already.',
  'admin.staff_change_unneeded': 'Nothing to change: somebody was faster.',
  'admin.staff_change_unfit': 'Only somebody with a verified address, in a workspace that is active, can become staff.',
  'admin.staff_change_own': 'Nobody decides about their own staff rights.',
  'admin.staff_change_second': 'You proposed this. A second staff member has to confirm it.',
  'admin.staff_change_closed': 'This change was confirmed, withdrawn or has run out meanwhile.',
  'admin.staff_last': 'This is the last staff member. Somebody has to stay.',
  'queues.job_not_found': 'This job is not in the queue any more.',
  'queues.job_not_failed': 'This job is not among the failed ones any more: somebody else was faster.',
  'queues.discarded_not_found': 'This job has been put back already, or is no longer kept.',
  'integrations.not_found': 'There is no such integration to ask.',
  'integrations.probe_too_soon': 'It has just been asked. Look at that answer, or ask again in 15 seconds.',
  'admin.view_not_found': 'This view is gone, or it is somebody else’s.',
  'admin.view_limit_reached': 'You have as many views as one person can keep. Delete one you do not need.',
  'admin.view_name_taken': 'You have a view of this name already.',
  'admin.bulk_not_found': GONE,
  'admin.bulk_changed': 'Other tenants match than a moment ago, so nothing was done. Look at the preview again.',
  'admin.bulk_over': 'This run is over already.',
  'admin.bulk_not_undoable': 'This run cannot be undone: it is not over, did nothing, or was undone already.',
};

/** The sentence for a code, with its parameters filled in. */
export function errorSentence(code: ErrorCode, params: ErrorParams = {}): string {
  const sentence = ERROR_SENTENCES[code];
  return typeof sentence === 'string' ? sentence : sentence(params);
}

function waiting(params: ErrorParams): string {
  const seconds = params['retryAfterSeconds'];
  return typeof seconds === 'number' ? `${formatNumber(seconds)} s` : 'a minute';
}

function limitOf(params: ErrorParams): string {
  const limit = params['limit'];
  return typeof limit === 'number' ? ` of ${formatNumber(limit)} conversations` : '';
}
