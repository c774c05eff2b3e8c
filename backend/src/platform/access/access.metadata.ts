import { type Permission, type StaffPermission } from '@orbisvoice/shared-dto/values';

/** Who may call a route. Exactly one kind per route; a route without one does not start. */
export type Access =
  | { readonly kind: 'allow'; readonly permission: Permission | StaffPermission }
  | { readonly kind: 'public' }
  /** Called by another system that proves itself by a signature over the body. */
  | { readonly kind: 'gateway'; readonly system: string };

export const ACCESS = Symbol('access');
export const NOT_WHILE_IMPERSONATING = Symbol('not-while-impersonating');
export const WHILE_IMPERSONATING = Symbol('while-impersonating');

/** One word for the route × permission table. */
export function accessLabel(access: Access): string {
  if (access.kind === 'allow') return access.permission;
  return access.kind === 'public' ? 'public' : `gateway:${access.system}`;
}
