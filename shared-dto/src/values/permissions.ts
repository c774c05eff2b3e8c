/** What a role inside a tenant may do. `area.verb`; a route names exactly one. */
export const PERMISSIONS = [
  'account.read',
  'account.update',
  'team.read',
  'team.manage',
  'api_keys.read',
  'api_keys.manage',
  'agents.read',
  'agents.manage',
  'conversations.read',
  'conversations.write',
  'conversations.delete',
  'stats.read',
  'exports.read',
  'exports.write',
  'reports.manage',
  'webhooks.read',
  'webhooks.manage',
  'billing.read',
  'billing.manage',
  'usage.write',
  'referrals.read',
  'emails.read',
  'emails.manage',
  'audit.read',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** What staff (`user.isAdmin`) may do on the platform. */
export const STAFF_PERMISSIONS = ['admin.read', 'admin.manage'] as const;
export type StaffPermission = (typeof STAFF_PERMISSIONS)[number];

export const ROLES = ['owner', 'admin', 'member'] as const;
export type Role = (typeof ROLES)[number];

const MEMBER: readonly Permission[] = [
  'account.read',
  'account.update',
  'team.read',
  'agents.read',
  'conversations.read',
  'stats.read',
  'billing.read',
  'referrals.read',
];
const ADMIN: readonly Permission[] = [
  ...MEMBER,
  'team.manage',
  'api_keys.read',
  'api_keys.manage',
  'agents.manage',
  'conversations.write',
  'conversations.delete',
  'usage.write',
  'emails.read',
  'emails.manage',
  'audit.read',
  'exports.read',
  'exports.write',
  'reports.manage',
  'webhooks.read',
  'webhooks.manage',
];

/** Role → permissions. The owner holds all of them; money is the owner's alone. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  owner: PERMISSIONS,
  admin: ADMIN,
  member: MEMBER,
};

/**
 * What stays open to a suspended workspace: its people log in, read and pay, and nothing of theirs runs. What is not named here is refused
 * with `tenants.suspended`, so that a new permission is closed until somebody decides.
 */
export const RESTRICTED_PERMISSIONS = [
  'account.read',
  'account.update',
  'team.read',
  'api_keys.read',
  'agents.read',
  'conversations.read',
  'stats.read',
  'billing.read',
  'billing.manage',
  'referrals.read',
  'emails.read',
  'audit.read',
  'exports.read',
  'exports.write',
  'webhooks.read',
] as const satisfies readonly Permission[];

/** What staff who act as somebody else are not offered: money, keys and people. Whoever holds these, holds the workspace. */
export const NEVER_IMPERSONATED = [
  'billing.manage',
  'usage.write',
  'api_keys.manage',
  'team.manage',
  'conversations.delete',
  'exports.write',
  'reports.manage',
  'webhooks.manage',
] as const satisfies readonly Permission[];

/** Permissions an API key can be granted. A key never manages people, keys or money. */
export const API_KEY_SCOPES = [
  'agents.read',
  'conversations.read',
  'conversations.write',
  'stats.read',
  'exports.read',
  'exports.write',
  'billing.read',
  'usage.write',
] as const satisfies readonly Permission[];
export type ApiKeyScope = (typeof API_KEY_SCOPES)[number];
