import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { AuditActor } from '../../audit/index.js';
import { StaffRosterRepository } from '../persistence/staff-roster.repository.js';
import { SessionCache } from './session-cache.js';
import { SessionService } from './session.service.js';
import { StaffRightsNews, type StaffOrder } from './staff-rights-news.js';

/** Makes people staff, and staff no more. Whether they may is for the caller to decide, under the lock of {@link roster}. */
@Injectable()
export class StaffRights {
  constructor(
    private readonly staff: StaffRosterRepository,
    private readonly sessions: SessionService,
    private readonly news: StaffRightsNews,
    private readonly cache: SessionCache,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Who is staff; nobody changes it until the caller's unit of work ends. */
  roster(tenantId: TenantId): Promise<ReadonlySet<string>> {
    return this.staff.lock(tenantId);
  }

  /** Whether a person can be staff, until the caller's unit of work ends; false for one who is not there. */
  isFit(tenantId: TenantId, userId: string): Promise<boolean> {
    return this.staff.isFit(tenantId, userId);
  }

  /** In the caller's unit of work, with its audit entry and the news. Whoever is staff no more is signed out everywhere. */
  async change(actor: AuditActor, tenantId: TenantId, order: StaffOrder): Promise<void> {
    const { userId, isAdmin } = order;
    await this.staff.set(tenantId, { id: userId, isAdmin, at: this.clock.now() });
    if (!isAdmin) await this.sessions.end(tenantId, { userId }, 'staff_revoked');
    await this.news.tell(actor, tenantId, order);
    this.unitOfWork.afterCommit(() => this.cache.userChanged(userId));
  }
}
