import { Injectable } from '@nestjs/common';
import type { AdminUserDetail, AdminUserList, AdminUserQuery, UserActivityList, UserActivityQuery } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { tenantIdOf } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { isDataException } from '../../../platform/database/database-errors.js';
import { DomainError, invalidField } from '../../../platform/errors/domain-error.js';
import { AuditReads } from '../../audit/index.js';
import { ACCOUNT_BRAKE } from '../../auth/index.js';
import { AllTenantsUserDetailRepository } from '../persistence/all-tenants-user-detail.repository.js';
import { AllTenantsUserRepository, type BrakeTime, type ListedUser, type UserFacts } from '../persistence/all-tenants-user.repository.js';
import { CURSOR_KEY, userCursor, userKeyOf } from '../persistence/user-order.js';
import { StaffChangeDesk } from './staff-change-desk.service.js';
import { adminUserOf, brakeOf, deviceOf, linkOf, sessionOf } from './user-shapes.js';

const SIGN_INS_MS = 30 * 86_400_000;

/** People of every tenant, as staff sees them: enough to help somebody in, nothing to come in as them. */
@Injectable()
export class UserDesk {
  constructor(
    private readonly users: AllTenantsUserRepository,
    private readonly details: AllTenantsUserDetailRepository,
    private readonly changes: StaffChangeDesk,
    private readonly reads: AuditReads,
    private readonly clock: Clock,
  ) {}

  async list(query: AdminUserQuery): Promise<AdminUserList> {
    const rows = await this.page(query);
    const shown = rows.slice(0, query.pageSize);
    const last = shown.at(-1);
    const next = last && rows.length > query.pageSize ? userCursor(query.sort, { value: last[CURSOR_KEY], id: last.id }) : null;
    return { items: shown.map(adminUserOf), next };
  }

  /** @throws DomainError `admin.user_not_found` */
  async read(actor: Actor, id: string): Promise<AdminUserDetail> {
    const [row, time] = [await this.row(id), this.time()];
    const since = new Date(time.now.getTime() - SIGN_INS_MS);
    const [sessions, devices, links, brakes, signIns, staffChange] = await Promise.all([
      this.details.sessions(row, time.now),
      this.details.devices(row),
      this.details.links(row, time.now),
      this.details.brakes(row, time),
      this.details.signIns(row, since),
      this.changes.pendingOf(actor, id),
    ]);
    return {
      ...adminUserOf(row),
      tenantTier: row.tenantTier,
      updatedAt: row.updatedAt.toISOString(),
      sessions: sessions.map(sessionOf),
      devices: devices.map(deviceOf),
      links: links.map(linkOf),
      brakes: brakes.map(brakeOf),
      signIns: { ...signIns, since: since.toISOString() },
      staffChange,
      isSelf: actor.userId === id,
    };
  }

  /** What the person did and what was done to them. @throws DomainError `admin.user_not_found`, `request.invalid` */
  async activity(actor: Actor, id: string, { part, ...query }: UserActivityQuery): Promise<UserActivityList> {
    this.reads.checkCursor(query.cursor);
    const { tenantId } = await this.row(id);
    return this.reads.ofPerson(actor, { tenantId: tenantIdOf(tenantId), about: { userId: id, part } }, query);
  }

  /** The person, for those who act on their account. @throws DomainError `admin.user_not_found` */
  async row(id: string): Promise<UserFacts> {
    const row = await this.users.find(id, this.time());
    if (!row) throw new DomainError('admin.user_not_found');
    return row;
  }

  private time(): BrakeTime {
    return { free: ACCOUNT_BRAKE.free, now: this.clock.now() };
  }

  /** @throws DomainError `request.invalid` for a cursor that PostgreSQL can make nothing of */
  private async page(query: AdminUserQuery): Promise<ListedUser[]> {
    try {
      return await this.users.page(query, userKeyOf(query.cursor, query.sort), this.time());
    } catch (error) {
      if (!isDataException(error)) throw error;
      throw invalidField(query.cursor === undefined ? 'search' : 'cursor', 'range', 'is out of range');
    }
  }
}
