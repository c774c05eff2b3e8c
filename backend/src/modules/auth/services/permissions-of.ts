import { ROLE_PERMISSIONS, STAFF_PERMISSIONS, type Permission, type Role, type StaffPermission } from '@orbisvoice/shared-dto/values';

const byRole = new Map<string, ReadonlySet<Permission | StaffPermission>>();

/** What somebody may do. One shared set per kind of person: this is asked at every request. */
export function permissionsOf(person: { readonly role: Role; readonly isAdmin: boolean }): ReadonlySet<Permission | StaffPermission> {
  const key = `${person.role} ${person.isAdmin}`;
  const known = byRole.get(key);
  if (known) return known;
  const permissions = new Set<Permission | StaffPermission>([
    ...ROLE_PERMISSIONS[person.role],
    ...(person.isAdmin ? STAFF_PERMISSIONS : []),
  ]);
  byRole.set(key, permissions);
  return permissions;
}
