import type { AdminUser, AdminUserDetail } from '@orbisvoice/shared-dto';
import type { UserBrakeRow, UserDeviceRow, UserLinkRow, UserSessionRow } from '../persistence/all-tenants-user-detail.repository.js';
import type { UserRow } from '../persistence/all-tenants-user.repository.js';

/** Rows about people as the API says them. */
export function adminUserOf(row: UserRow): AdminUser {
  const { id, tenantId, tenantName, tenantStatus, email, name, role, isAdmin } = row;
  return {
    ...{ id, tenantId, tenantName, tenantStatus, email, name, role, isAdmin },
    emailVerifiedAt: row.emailVerifiedAt?.toISOString() ?? null,
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    lockedUntil: row.lockedUntil?.toISOString() ?? null,
  };
}

export const sessionOf = (row: UserSessionRow): AdminUserDetail['sessions'][number] => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  lastSeenAt: row.lastSeenAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
});

export const deviceOf = ({ id, firstSeenAt, lastSeenAt }: UserDeviceRow): AdminUserDetail['devices'][number] => ({
  id,
  firstSeenAt: firstSeenAt.toISOString(),
  lastSeenAt: lastSeenAt.toISOString(),
});

export const linkOf = ({ purpose, createdAt, expiresAt }: UserLinkRow): AdminUserDetail['links'][number] => ({
  purpose,
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt.toISOString(),
});

export const brakeOf = (row: UserBrakeRow): AdminUserDetail['brakes'][number] => ({ ...row, freeAt: row.freeAt.toISOString() });
