import type {
  ActorKind,
  InvoiceStatus,
  PlanCode,
  Role,
  SubscriptionStatus,
  TenantState,
  TenantStatus,
} from '@orbisvoice/shared-dto/values';

/** Names of closed lists. `Record` keeps them exhaustive: a new code does not compile until it has a name. */
export const TIER_NAMES: Readonly<Record<PlanCode, string>> = {
  free: 'Free',
  starter: 'Starter',
  professional: 'Professional',
  enterprise: 'Enterprise',
};

export const TENANT_STATE_NAMES: Readonly<Record<TenantState, string>> = {
  active: 'Active',
  trial: 'Trial',
  past_due: 'Past due',
  cancelled: 'Cancelled',
  suspended: 'Suspended or banned',
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
  canceled: 'Cancelled',
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

/** What the shell and every page share. Pages add their own `*.strings.ts`, loaded with them. */
export const STRINGS = {
  product: 'OrbisVoice',
  console: 'Staff console',
  nav: {
    label: 'Staff console',
    menu: 'Menu',
    overview: 'Overview',
    tenants: 'Tenants',
    users: 'Users',
    billing: 'Billing',
    referrals: 'Referrals',
    emails: 'E-mail',
    system: 'System',
    alerts: 'Alerts',
    urgentAlerts: (count: number) => (count === 1 ? '1 open urgent alert' : `${count} open urgent alerts`),
    audit: 'Audit',
  },
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
    selectRow: 'Select the row, where rows can be selected',
    palette: (keys: string) => `Search and go to anything (also ${keys}, even while typing)`,
    goTo: (area: string) => `Go to ${area}`,
  },
  list: { any: 'Any', clear: 'Clear filters', refresh: 'Refresh' },
  dialog: { cancel: 'Cancel' },
  filters: {
    tenant: 'Tenant',
    tenantPlaceholder: 'Type a name or address',
    noTenant: 'No tenant with that name',
    tenants: 'Tenants found',
    clearTenant: 'Any tenant',
    from: 'From (UTC day)',
    to: 'To (UTC day, included)',
    reversed: 'The first day is after the last one.',
  },
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
