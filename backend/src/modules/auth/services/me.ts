import type { Me } from '@orbisvoice/shared-dto';
import { ROLE_PERMISSIONS } from '@orbisvoice/shared-dto/values';
import type { Tenant } from '../../tenants/index.js';
import type { User } from '../persistence/user.entity.js';

/** Who is signed in, as the apps see it. */
export function meOf(user: User, tenant: Tenant): Me {
  return {
    id: user.id,
    email: user.email,
    name: user.name,
    role: user.role,
    isAdmin: user.isAdmin,
    permissions: [...ROLE_PERMISSIONS[user.role]],
    emailVerifiedAt: user.emailVerifiedAt?.toISOString() ?? null,
    tenant: {
      id: tenant.id,
      name: tenant.name,
      slug: tenant.slug,
      status: tenant.status,
      subscriptionTier: tenant.subscriptionTier,
      timeZone: tenant.timeZone,
      locale: tenant.locale,
    },
  };
}
