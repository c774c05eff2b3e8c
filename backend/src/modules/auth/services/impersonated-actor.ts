import type { Actor, Origin } from '../../../platform/access/actor.js';
import { mayRun } from '../../tenants/index.js';
import type { ImpersonationPrincipal } from '../persistence/all-tenants-impersonation.repository.js';
import { permissionsOf } from './permissions-of.js';

/** The person acted as, with the person who acts: their rights are the first one's, never those of staff. */
export function impersonatedActor(it: ImpersonationPrincipal, origin: Origin): Actor {
  return {
    kind: 'user',
    tenantId: it.tenantId,
    userId: it.userId,
    apiKeyId: null,
    sessionId: null,
    name: it.name,
    permissions: permissionsOf({ role: it.role, isAdmin: false }),
    isStaff: false,
    impersonatorId: it.staffId,
    impersonationId: it.id,
    isReadOnly: it.mode === 'read',
    restriction: mayRun(it.tenantStatus) ? null : 'tenants.suspended',
    origin,
  };
}
