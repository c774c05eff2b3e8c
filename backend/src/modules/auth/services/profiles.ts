import { Injectable } from '@nestjs/common';
import type { Me } from '@orbisvoice/shared-dto';
import {
  NEVER_IMPERSONATED,
  RESTRICTED_PERMISSIONS,
  ROLE_PERMISSIONS,
  type ImpersonationMode,
  type Permission,
  type Role,
  type TenantStatus,
} from '@orbisvoice/shared-dto/values';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Config } from '../../../platform/config/config.js';
import { mayRun, TenantService, type Tenant } from '../../tenants/index.js';
import type { User } from '../persistence/user.entity.js';

const OPEN_WHILE_RESTRICTED: ReadonlySet<Permission> = new Set(RESTRICTED_PERMISSIONS);
const CLOSED_WHILE_IMPERSONATING: ReadonlySet<Permission> = new Set(NEVER_IMPERSONATED);

/** What the apps may offer: of a suspended workspace nobody is shown a button that would be refused. */
const permissionsNow = (role: Role, status: TenantStatus): Permission[] =>
  ROLE_PERMISSIONS[role].filter((permission) => mayRun(status) || OPEN_WHILE_RESTRICTED.has(permission));

/** What a mode of acting as somebody else leaves open. */
const isOpenTo = (mode: ImpersonationMode, permission: Permission): boolean =>
  mode === 'read' ? permission.endsWith('.read') : !CLOSED_WHILE_IMPERSONATING.has(permission);

/** Who is signed in, as the apps see it. */
@Injectable()
export class Profiles {
  constructor(
    private readonly tenants: TenantService,
    private readonly config: Config,
  ) {}

  /** `mode` for staff who act as this person: what would be refused to them is not offered. */
  async of(tenantId: TenantId, user: User, mode: ImpersonationMode | null = null): Promise<Me> {
    const tenant = await this.tenants.get(tenantId);
    return {
      id: user.id,
      email: user.email,
      name: user.name,
      role: user.role,
      isAdmin: user.isAdmin,
      permissions: permissionsNow(user.role, tenant.status).filter((permission) => mode === null || isOpenTo(mode, permission)),
      emailVerifiedAt: user.emailVerifiedAt?.toISOString() ?? null,
      tenant: {
        id: tenant.id,
        name: tenant.name,
        slug: tenant.slug,
        status: tenant.status,
        subscriptionTier: tenant.subscriptionTier,
        timeZone: tenant.timeZone,
        locale: tenant.locale,
        suspension: this.suspensionOf(tenant),
      },
    };
  }

  private suspensionOf({ status, statusReason, statusSince, updatedAt }: Tenant): Me['tenant']['suspension'] {
    if (status !== 'suspended') return null;
    return { reason: statusReason ?? '', since: (statusSince ?? updatedAt).toISOString(), contact: this.config.support.email };
  }
}
