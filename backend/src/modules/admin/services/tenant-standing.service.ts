import { Injectable } from '@nestjs/common';
import type { TenantStanding } from '@orbisvoice/shared-dto';
import type { StandingAction } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import { tenantIdOf } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { SessionService } from '../../auth/index.js';
import { TenantService } from '../../tenants/index.js';
import { standingAfter } from '../domain/standing-change.js';
import { AllTenantsStandingRepository } from '../persistence/all-tenants-standing.repository.js';
import { StandingNews } from './standing-news.service.js';

/** An action upon a tenant's standing, with its reason. */
export interface StandingOrder {
  readonly tenantId: string;
  readonly action: StandingAction;
  readonly reason: string;
}

/** Suspends, bans and reinstates tenants. The row, its sessions, the audit entry and the news are one commit. */
@Injectable()
export class TenantStandings {
  constructor(
    private readonly standing: AllTenantsStandingRepository,
    private readonly tenants: TenantService,
    private readonly sessions: SessionService,
    private readonly news: StandingNews,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `admin.tenant_not_found`; `admin.tenant_protected` for a workspace of staff; `admin.standing_conflict` when
   *   somebody was faster
   */
  async change(actor: Actor, { tenantId: id, action, reason }: StandingOrder): Promise<TenantStanding> {
    await this.refuseUnlessOpen(id);
    const tenantId = tenantIdOf(id);
    return this.unitOfWork.run(tenantId, async () => {
      const before = await this.tenants.lock(tenantId);
      // again: whoever we waited for may have made somebody of this workspace staff
      await this.refuseUnlessOpen(id);
      const to = standingAfter(before.status, action);
      if (to === null) throw new DomainError('admin.standing_conflict', { status: before.status });
      await this.tenants.setStanding(tenantId, { status: to, reason: to === 'active' ? null : reason });
      // a suspended tenant keeps its sessions, to read and to pay; a banned one has nothing to come back for
      if (to === 'banned') await this.sessions.endAll(tenantId, 'tenant_banned');
      await this.news.tell(actor, { tenantId, action, reason, before: before.status, reasonBefore: before.statusReason, after: to });
      const { status, statusReason, statusSince } = await this.tenants.get(tenantId);
      return { status, statusReason, statusSince: statusSince?.toISOString() ?? null };
    });
  }

  private async refuseUnlessOpen(id: string): Promise<void> {
    const facts = await this.standing.facts(id, this.clock.now(), 0);
    if (!facts) throw new DomainError('admin.tenant_not_found');
    if (facts.isProtected) throw new DomainError('admin.tenant_protected');
  }
}
