export const TENANT_STATUSES = ['active', 'suspended', 'banned', 'deleted'] as const;
export type TenantStatus = (typeof TENANT_STATUSES)[number];

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

export const STRIPE_EVENT_STATUSES = ['received', 'processing', 'done', 'ignored', 'failed'] as const;
export type StripeEventStatus = (typeof STRIPE_EVENT_STATUSES)[number];

export const REFERRAL_STATUSES = ['signed_up', 'converted', 'reversed'] as const;
export type ReferralStatus = (typeof REFERRAL_STATUSES)[number];

export const MRR_MOVEMENT_KINDS = ['new', 'expansion', 'contraction', 'churn', 'reactivation'] as const;
export type MrrMovementKind = (typeof MRR_MOVEMENT_KINDS)[number];

export const ACTOR_KINDS = ['user', 'api_key', 'staff', 'system', 'anonymous'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];
