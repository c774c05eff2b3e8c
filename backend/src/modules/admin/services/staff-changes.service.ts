import { Injectable } from '@nestjs/common';
import type { ProposeStaff, StaffChange } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { tenantIdOf, type TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { newId } from '../../../platform/database/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { StaffRights } from '../../auth/index.js';
import {
  confirmationRefusal,
  STAFF_CHANGE_MS,
  withdrawalRefusal,
  wishRefusal,
  type Person,
  type StaffRefusal,
} from '../domain/staff-change.js';
import { StaffChangeRepository, type LockedStaffChange } from '../persistence/staff-change.repository.js';
import { StaffChangeRecords } from './staff-change-records.js';
import { UserDesk } from './user-desk.service.js';

/**
 * Makes somebody staff, or staff no more, by two of staff: one proposes, another confirms. Judged under the lock of the roster, by who is
 * staff at that moment: two who remove each other at once, or a proposer who is removed before the confirmation, change nothing unseen.
 */
@Injectable()
export class StaffChanges {
  constructor(
    private readonly users: UserDesk,
    private readonly changes: StaffChangeRepository,
    private readonly records: StaffChangeRecords,
    private readonly rights: StaffRights,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `admin.user_not_found`, `admin.staff_change_pending`, and as `wishRefusal` says */
  async propose(actor: Actor, userId: string, { isAdmin, reason }: ProposeStaff): Promise<StaffChange> {
    const by = byOf(actor);
    const tenantId = tenantIdOf((await this.users.row(userId)).tenantId);
    const id = newId();
    await this.unitOfWork.run(tenantId, async () => {
      const roster = await this.rights.roster(tenantId);
      refuse(wishRefusal({ person: await this.personOf(tenantId, userId), isAdmin, by: by.id }, roster));
      const at = this.clock.now();
      await this.changes.settle(tenantId, userId, { roster, now: at });
      const change = { id, userId, isAdmin, reason, by, at, expiresAt: new Date(at.getTime() + STAFF_CHANGE_MS) };
      if (!(await this.changes.add(tenantId, change))) throw new DomainError('admin.staff_change_pending');
      await this.records.proposed(actor, tenantId, change);
    });
    return this.records.read(actor, id);
  }

  /** @throws DomainError `admin.staff_change_not_found`, and as `confirmationRefusal` says */
  async confirm(actor: Actor, id: string): Promise<StaffChange> {
    const { tenantId: tenant, userId, isAdmin, reason } = await this.records.row(id);
    const [by, tenantId] = [byOf(actor), tenantIdOf(tenant)];
    await this.unitOfWork.run(tenantId, async () => {
      const roster = await this.rights.roster(tenantId);
      const { proposedBy: proposedById, proposedByName: proposedBy, ...proposal } = await this.locked(tenantId, id);
      const wish = { person: await this.personOf(tenantId, userId), isAdmin, by: by.id };
      const now = this.clock.now();
      refuse(confirmationRefusal({ ...proposal, proposedBy: proposedById }, wish, { roster, now }));
      await this.changes.decide(tenantId, id, { status: 'confirmed', by, at: now, note: null });
      await this.rights.change(actor, tenantId, { userId, isAdmin, reason, proposedById, proposedBy, confirmedBy: by.name });
    });
    return this.records.read(actor, id);
  }

  /** @throws DomainError `admin.staff_change_not_found`, and as `withdrawalRefusal` says */
  async withdraw(actor: Actor, id: string, reason: string): Promise<StaffChange> {
    const { tenantId: tenant, userId, isAdmin } = await this.records.row(id);
    const [by, tenantId] = [byOf(actor), tenantIdOf(tenant)];
    await this.unitOfWork.run(tenantId, async () => {
      const roster = await this.rights.roster(tenantId);
      const proposal = await this.locked(tenantId, id);
      const now = this.clock.now();
      refuse(withdrawalRefusal(proposal, { personId: userId, by: by.id }, { roster, now }));
      await this.changes.decide(tenantId, id, { status: 'withdrawn', by, at: now, note: reason });
      await this.records.withdrawn(actor, tenantId, { id, userId, isAdmin, reason });
    });
    return this.records.read(actor, id);
  }

  private async personOf(tenantId: TenantId, id: string): Promise<Person> {
    return { id, isFit: await this.rights.isFit(tenantId, id) };
  }

  private async locked(tenantId: TenantId, id: string): Promise<LockedStaffChange> {
    const locked = await this.changes.lock(tenantId, id);
    if (!locked) throw new DomainError('admin.staff_change_not_found');
    return locked;
  }
}

/** @throws DomainError `access.forbidden` for whoever is no person, or acts as another one */
function byOf({ userId, name, impersonatorId }: Actor): { readonly id: string; readonly name: string } {
  if (userId === null || impersonatorId !== null) throw new DomainError('access.forbidden');
  return { id: userId, name };
}

function refuse(refusal: StaffRefusal | null): void {
  if (refusal) throw new DomainError(refusal);
}
