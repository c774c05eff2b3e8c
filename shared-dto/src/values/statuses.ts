export const TENANT_STATUSES = ['active', 'suspended', 'banned', 'deleted'] as const;
export type TenantStatus = (typeof TENANT_STATUSES)[number];

/** What staff do to a tenant's standing. */
export const STANDING_ACTIONS = ['suspend', 'ban', 'reinstate'] as const;
export type StandingAction = (typeof STANDING_ACTIONS)[number];

/** Orders of the list of all people. */
export const USER_SORTS = ['name', '-name', 'email', '-email', 'createdAt', '-createdAt', 'lastSeenAt', '-lastSeenAt'] as const;
export type UserSort = (typeof USER_SORTS)[number];

/** When somebody was there last: within a day, a week, a month; before that; never. */
export const USER_SEEN = ['day', 'week', 'month', 'older', 'never'] as const;
export type UserSeen = (typeof USER_SEEN)[number];

/** A question of a list that is answered by yes or no. */
export const YES_NO = ['yes', 'no'] as const;
export type YesNo = (typeof YES_NO)[number];

/** Which part of what is known of a person: what they did, what was done to them, how they came in. */
export const ACTIVITY_PARTS = ['all', 'done', 'received', 'sign_ins'] as const;
export type ActivityPart = (typeof ACTIVITY_PARTS)[number];

/** What became of a proposal to make somebody staff, or staff no more. */
export const STAFF_CHANGE_STATUSES = ['pending', 'confirmed', 'withdrawn', 'expired', 'fallen'] as const;
export type StaffChangeStatus = (typeof STAFF_CHANGE_STATUSES)[number];

/** How far staff reach who act as somebody else. */
export const IMPERSONATION_MODES = ['read', 'write'] as const;
export type ImpersonationMode = (typeof IMPERSONATION_MODES)[number];

export const CONVERSATION_CHANNELS = ['widget', 'api', 'phone', 'playground'] as const;
export type ConversationChannel = (typeof CONVERSATION_CHANNELS)[number];

export const CONVERSATION_STATUSES = ['open', 'completed', 'abandoned', 'failed'] as const;
export type ConversationStatus = (typeof CONVERSATION_STATUSES)[number];

export const CONVERSATION_OUTCOMES = ['success', 'failure', 'unknown'] as const;
export type ConversationOutcome = (typeof CONVERSATION_OUTCOMES)[number];

export const SPEAKERS = ['visitor', 'agent', 'system'] as const;
export type Speaker = (typeof SPEAKERS)[number];

export const TOOL_STATUSES = ['succeeded', 'failed', 'timed_out'] as const;
export type ToolStatus = (typeof TOOL_STATUSES)[number];

export const DEVICES = ['desktop', 'mobile', 'tablet', 'other'] as const;
export type Device = (typeof DEVICES)[number];

export const EMAIL_STATUSES = ['queued', 'sending', 'sent', 'suppressed', 'failed'] as const;
export type EmailStatus = (typeof EMAIL_STATUSES)[number];

export const SUPPRESSION_SCOPES = ['all', 'optional'] as const;
export type SuppressionScope = (typeof SUPPRESSION_SCOPES)[number];
export const SUPPRESSION_REASONS = ['hard_bounce', 'soft_bounces', 'complaint', 'manual'] as const;
export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number];
export const SUPPRESSION_SOURCES = ['smtp', 'sendgrid', 'resend', 'staff'] as const;
export type SuppressionSource = (typeof SUPPRESSION_SOURCES)[number];

/** How a mail leaves. */
export const EMAIL_TRANSPORTS = ['smtp', 'sendgrid', 'resend'] as const;
export type EmailTransportName = (typeof EMAIL_TRANSPORTS)[number];

/** `failed` is tried again; `dead` is out of tries or cannot succeed and waits for a person; `ignored` is none of our business. */
export const STRIPE_EVENT_STATUSES = ['received', 'processing', 'done', 'ignored', 'failed', 'dead'] as const;
export type StripeEventStatus = (typeof STRIPE_EVENT_STATUSES)[number];

export const REFERRAL_STATUSES = ['signed_up', 'converted', 'reversed'] as const;
export type ReferralStatus = (typeof REFERRAL_STATUSES)[number];

export const MRR_MOVEMENT_KINDS = ['new', 'expansion', 'contraction', 'churn', 'reactivation'] as const;
export type MrrMovementKind = (typeof MRR_MOVEMENT_KINDS)[number];

/** Why a lifetime value would be a guess. */
export const LIFETIME_UNKNOWN = ['no_churn', 'few_payers', 'short_history'] as const;
export type LifetimeUnknown = (typeof LIFETIME_UNKNOWN)[number];

export const USAGE_EVENT_STATES = ['reserved', 'counted', 'released'] as const;
export type UsageEventState = (typeof USAGE_EVENT_STATES)[number];

/** What a try to collect an invoice ended in. */
export const PAYMENT_ATTEMPT_OUTCOMES = ['failed', 'action_required', 'paid'] as const;
export type PaymentAttemptOutcome = (typeof PAYMENT_ATTEMPT_OUTCOMES)[number];

/** Stripe's words for a refund and a dispute. */
export const REFUND_STATUSES = ['pending', 'requires_action', 'succeeded', 'failed', 'canceled'] as const;
export type RefundStatus = (typeof REFUND_STATUSES)[number];
export const DISPUTE_STATUSES = [
  'warning_needs_response',
  'warning_under_review',
  'warning_closed',
  'needs_response',
  'under_review',
  'appeal_needs_response',
  'appeal_under_review',
  'won',
  'lost',
  'prevented',
] as const;
export type DisputeStatus = (typeof DISPUTE_STATUSES)[number];

/** What a reconciliation found: ours lacks it, ours differs, or ours has what Stripe does not know. */
export const DISCREPANCY_KINDS = ['missing', 'different', 'unknown_at_stripe'] as const;
export type DiscrepancyKind = (typeof DISCREPANCY_KINDS)[number];
export const RECONCILIATION_STATUSES = ['running', 'clean', 'repaired', 'unresolved', 'failed'] as const;
export type ReconciliationStatus = (typeof RECONCILIATION_STATUSES)[number];

export const ACTOR_KINDS = ['user', 'api_key', 'staff', 'system', 'anonymous'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

/** What a mail is about, as far as its recipient can choose. */
export const EMAIL_CATEGORIES = ['account', 'security', 'billing', 'usage_80', 'usage_100', 'lifecycle', 'reports', 'referral'] as const;
export type EmailCategory = (typeof EMAIL_CATEGORIES)[number];

/** Those a recipient may turn off; the others say what must be known. All are on until turned off. */
export const OPTIONAL_EMAIL_CATEGORIES = [
  'usage_80',
  'usage_100',
  'lifecycle',
  'reports',
  'referral',
] as const satisfies readonly EmailCategory[];
export type OptionalEmailCategory = (typeof OPTIONAL_EMAIL_CATEGORIES)[number];

/** What can be wrong with a chain of the audit log. */
export const AUDIT_FINDING_KINDS = [
  'changed',
  'missing',
  'inserted',
  'forged',
  'tail_cut',
  'beyond_head',
  'head_changed',
  'rewritten',
  'bad_signature',
  'unchained',
] as const;
export type AuditFindingKind = (typeof AUDIT_FINDING_KINDS)[number];

export const AUDIT_VERIFICATION_STATUSES = ['running', 'intact', 'broken', 'failed'] as const;
export type AuditVerificationStatus = (typeof AUDIT_VERIFICATION_STATUSES)[number];

/** Formats of an export of the audit log: a table for people, lines of JSON for whoever checks the chain. */
export const AUDIT_EXPORT_FORMATS = ['csv', 'jsonl'] as const;
export type AuditExportFormat = (typeof AUDIT_EXPORT_FORMATS)[number];

/** Where a choice about mails was made: signed in, by a mail program's button, on the page behind a mail's link, or by a complaint. */
export const EMAIL_PREFERENCE_SOURCES = ['portal', 'one_click', 'page', 'complaint'] as const;
export type EmailPreferenceSource = (typeof EMAIL_PREFERENCE_SOURCES)[number];

/** What may have happened to a mail besides being ordered and sent. */
export const EMAIL_EVENT_KINDS = [
  'deferred',
  'failed',
  'suppressed',
  'resent',
  'delivered',
  'bounced',
  'soft_bounced',
  'complained',
  'unsubscribed',
] as const;
export type EmailEventKind = (typeof EMAIL_EVENT_KINDS)[number];

/** What became of a mail after it was sent, by the word of the recipient's side. */
export const EMAIL_OUTCOMES = [
  'delivered',
  'bounced',
  'soft_bounced',
  'complained',
  'unsubscribed',
] as const satisfies readonly EmailEventKind[];
export type EmailOutcomeKind = (typeof EMAIL_OUTCOMES)[number];

/** What staff can do to a tenant's monthly limit: another one instead of the plan's, or conversations on top. */
export const ADJUSTMENT_KINDS = ['override', 'grant'] as const;
export type AdjustmentKind = (typeof ADJUSTMENT_KINDS)[number];

/** `once`: on top of the usage period it is made in. `each_period`: on top of every usage period until it ends. */
export const GRANT_RECURRENCES = ['once', 'each_period'] as const;
export type GrantRecurrence = (typeof GRANT_RECURRENCES)[number];

export const ADJUSTMENT_STATES = ['in_force', 'over', 'withdrawn'] as const;
export type AdjustmentState = (typeof ADJUSTMENT_STATES)[number];

/** When a change of plan that staff make takes effect. */
export const CHANGE_TIMINGS = ['now', 'period_end'] as const;
export type ChangeTiming = (typeof CHANGE_TIMINGS)[number];
