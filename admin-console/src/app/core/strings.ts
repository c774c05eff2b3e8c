import type { ActorKind, EventName, InvoiceStatus, PlanCode, Role, SubscriptionStatus, TenantStatus } from '@orbisvoice/shared-dto/values';

/** Names of closed lists. `Record` keeps them exhaustive: a new code does not compile until it has a name. */
export const TIER_NAMES: Readonly<Record<PlanCode, string>> = {
  free: 'Free',
  starter: 'Starter',
  professional: 'Professional',
  enterprise: 'Enterprise',
};

export const TENANT_STATUS_NAMES: Readonly<Record<TenantStatus, string>> = {
  active: 'Active',
  suspended: 'Suspended',
  banned: 'Banned',
  deleted: 'Deleted',
};

export const SUBSCRIPTION_STATUS_NAMES: Readonly<Record<SubscriptionStatus, string>> = {
  none: 'No subscription',
  incomplete: 'Incomplete',
  incomplete_expired: 'Incomplete, expired',
  trialing: 'Trial',
  active: 'Active',
  past_due: 'Past due',
  unpaid: 'Unpaid',
  canceled: 'Canceled',
  paused: 'Paused',
};

export const INVOICE_STATUS_NAMES: Readonly<Record<InvoiceStatus, string>> = {
  draft: 'Draft',
  open: 'Open',
  paid: 'Paid',
  void: 'Void',
  uncollectible: 'Uncollectible',
};

export const ROLE_NAMES: Readonly<Record<Role, string>> = { owner: 'Owner', admin: 'Admin', member: 'Member' };

export const ACTOR_KIND_NAMES: Readonly<Record<ActorKind, string>> = {
  user: 'User',
  api_key: 'API key',
  staff: 'Staff',
  system: 'System',
  anonymous: 'Anonymous',
};

export const ACTION_NAMES: Readonly<Record<EventName, string>> = {
  'user.signed_up': 'Signed up',
  'user.email_verification_requested': 'Asked for the confirmation e-mail again',
  'user.email_verified': 'Verified e-mail address',
  'user.login_succeeded': 'Logged in',
  'user.login_failed': 'Failed to log in',
  'user.logged_out': 'Logged out',
  'user.session_revoked': 'Ended a session',
  'user.password_reset_requested': 'Asked for a password reset',
  'user.password_reset': 'Reset password',
  'user.password_changed': 'Changed password',
  'user.updated': 'Updated profile',
  'team.member_invited': 'Invited a member',
  'team.invitation_revoked': 'Revoked an invitation',
  'team.member_joined': 'Joined the team',
  'team.member_updated': 'Changed a member',
  'team.member_removed': 'Removed a member',
  'agent.created': 'Created an agent',
  'agent.updated': 'Changed an agent',
  'agent.deleted': 'Deleted an agent',
  'conversation.started': 'Started a conversation',
  'conversation.ended': 'Ended a conversation',
  'conversation.deleted': 'Deleted a conversation',
  'tool.executed': 'Ran a tool',
  'usage.threshold_reached': 'Reached a usage threshold',
  'subscription.created': 'Subscribed',
  'subscription.changed': 'Changed subscription',
  'subscription.cancel_scheduled': 'Scheduled a cancellation',
  'subscription.resumed': 'Resumed subscription',
  'subscription.expiring': 'Subscription about to end',
  'subscription.canceled': 'Subscription ended',
  'subscription.change_scheduled': 'Scheduled a change of plan',
  'subscription.change_withdrawn': 'Withdrew a scheduled change of plan',
  'subscription.trial_ending': 'Trial about to end',
  'payment_method.expiring': 'Card about to expire',
  'subscription.past_due': 'Payment overdue',
  'subscription.recovered': 'Payment recovered',
  'invoice.paid': 'Invoice paid',
  'invoice.payment_failed': 'Payment failed',
  'invoice.payment_action_required': 'Payment needs confirmation',
  'invoice.finalization_failed': 'Invoice could not be finalised',
  'invoice.refunded': 'Invoice refunded',
  'dispute.opened': 'Dispute opened',
  'dispute.closed': 'Dispute closed',
  'payment_method.changed': 'Changed payment method',
  'referral.signed_up': 'Referral signed up',
  'referral.converted': 'Referral converted',
  'referral.reversed': 'Referral reversed',
  'api_key.created': 'Created an API key',
  'api_key.used_first': 'First use of an API key',
  'api_key.rotated': 'Rotated an API key',
  'api_key.revoked': 'Revoked an API key',
  'billing.email_changed': 'Changed billing e-mail',
  'billing.tax_id_added': 'Added a tax id',
  'billing.tax_id_removed': 'Removed a tax id',
  'billing.overage_changed': 'Changed overage',
  'billing.reconciled': 'Reconciled with Stripe',
  'tenant.suspended': 'Suspended the tenant',
  'tenant.banned': 'Banned the tenant',
  'tenant.reinstated': 'Reinstated the tenant',
  'admin.impersonation_started': 'Began to act as somebody',
  'admin.impersonation_ended': 'Stopped acting as somebody',
  'admin.stripe_event_replayed': 'Replayed a Stripe event',
  'admin.reconciliation_started': 'Started a reconciliation',
  'admin.email_resent': 'Resent an e-mail',
  'security.alert': 'Security alert',
};

/** What the shell and every page share. Pages add their own `*.strings.ts`, loaded with them. */
export const STRINGS = {
  product: 'OrbisVoice',
  console: 'Staff console',
  nav: { label: 'Staff console', overview: 'Overview', tenants: 'Tenants', billing: 'Billing', audit: 'Audit' },
  account: {
    menu: 'Account',
    signedInAs: 'Signed in as',
    shortcuts: 'Keyboard shortcuts',
    portal: 'Customer portal',
    logOut: 'Log out',
    loggedOut: 'You are logged out.',
  },
  shortcuts: {
    search: 'Search or filter this page',
    refresh: 'Refresh this page',
    nextRow: 'Next row',
    previousRow: 'Previous row',
    overview: 'Go to the overview',
    selectRow: 'Select the row, where rows can be selected',
    tenants: 'Go to tenants',
    billing: 'Go to billing',
    audit: 'Go to audit',
  },
  list: { any: 'Any', clear: 'Clear filters', refresh: 'Refresh' },
  state: {
    denied: 'Staff only',
    deniedText: 'Your account may not read this. Ask a colleague with staff rights.',
    notStaff: 'This account does not belong to staff',
    notStaffText:
      'The staff console is for people who run OrbisVoice. You have been logged out of it; your workspace is in the customer portal.',
    otherAccount: 'Log in with another account',
    toPortal: 'Go to the customer portal',
  },
  stale: {
    text: (why: string, readAt: string) => `This could not be refreshed. ${why} What you see was read at ${readAt}.`,
    tryAgain: 'Try again',
  },
  stripe: { open: 'Open at Stripe', openOf: (id: string) => `Open at Stripe: ${id} (opens a new tab)` },
  time: { utc: 'UTC', yours: (local: string) => `${local} (your time)` },
  notFound: {
    title: 'Page not found',
    text: 'There is nothing at this address. The link may be old or mistyped.',
    home: 'Go to the overview',
  },
  unavailable: {
    title: 'The console cannot be reached',
    text: 'Either the service is restarting, or your connection is down. Nothing was lost.',
    retry: 'Try again',
  },
} as const;
