import type { Role } from '@orbisvoice/shared-dto/values';

export interface Person {
  readonly id: string;
  readonly role: Role;
}

/** Why a change of somebody's role or membership is refused; null when it is allowed. */
export type RoleRefusal = 'team.cannot_change_self' | 'access.forbidden' | 'team.last_owner';

/** `to` is the new role, null for removal; `owners` counts the tenant's owners now. */
export interface RoleChange {
  readonly actor: Person;
  readonly target: Person;
  readonly to: Role | null;
  readonly owners: number;
}

/** Nobody changes themself, only owners make or touch owners, and one owner always remains. */
export function roleRefusal({ actor, target, to, owners }: RoleChange): RoleRefusal | null {
  if (actor.id === target.id) return 'team.cannot_change_self';
  if (actor.role === 'member') return 'access.forbidden';
  if (actor.role !== 'owner' && (target.role === 'owner' || to === 'owner')) return 'access.forbidden';
  if (target.role === 'owner' && to !== 'owner' && owners <= 1) return 'team.last_owner';
  return null;
}
