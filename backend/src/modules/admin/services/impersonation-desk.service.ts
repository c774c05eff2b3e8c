import { Injectable } from '@nestjs/common';
import type { ImpersonationTicket, StartImpersonation } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { tenantIdOf } from '../../../platform/access/tenant-id.js';
import { Config } from '../../../platform/config/config.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { BrakesService, Impersonations, UserDirectory } from '../../auth/index.js';
import { mayEnter, TenantService } from '../../tenants/index.js';

/** Lets staff see a workspace as one of its people. */
@Injectable()
export class ImpersonationDesk {
  constructor(
    private readonly users: UserDirectory,
    private readonly tenants: TenantService,
    private readonly impersonations: Impersonations,
    private readonly brakes: BrakesService,
    private readonly config: Config,
  ) {}

  /**
   * @throws DomainError `request.rate_limited` for whoever goes from person to person; `admin.user_not_found`; `admin.user_protected` for a colleague; `auth.account_banned` for a tenant nobody enters
   */
  async start(actor: Actor, id: string, body: StartImpersonation): Promise<ImpersonationTicket> {
    if (actor.userId !== null) await this.brakes.beforeImpersonating(actor.userId);
    const tenantId = tenantIdOf(id);
    const user = await this.users.find(tenantId, body.userId);
    if (!user) throw new DomainError('admin.user_not_found');
    if (user.isAdmin) throw new DomainError('admin.user_protected');
    if (!mayEnter(await this.tenants.status(tenantId))) throw new DomainError('auth.account_banned');
    const started = await this.impersonations.start(actor, tenantId, body);
    return {
      id: started.id,
      url: `${this.config.http.publicUrl}/impersonate#code=${encodeURIComponent(started.code)}`,
      codeExpiresAt: started.codeExpiresAt.toISOString(),
      expiresAt: started.expiresAt.toISOString(),
    };
  }
}
