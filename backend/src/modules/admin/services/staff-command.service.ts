import { Injectable } from '@nestjs/common';
import { systemOrigin } from '../../../platform/access/actor.js';
import { tenantIdOf, type TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { newId } from '../../../platform/database/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { AuditActor } from '../../audit/index.js';
import { ACCOUNT_BRAKE, StaffRights } from '../../auth/index.js';
import { wishRefusal } from '../domain/staff-change.js';
import { AllTenantsUserRepository } from '../persistence/all-tenants-user.repository.js';
import { StaffChangeRepository } from '../persistence/staff-change.repository.js';
import { StaffChangeRecords } from './staff-change-records.js';

/** What somebody at the machine wants; `by` says who that is, as far as the machine knows. */
export interface StaffCommand {
  readonly email: string;
  readonly isAdmin: boolean;
  readonly reason: string;
  readonly by: string;
}

/**
 * Break-glass: one person at the command line makes somebody staff, or staff no more. For the first staff member, for a platform with too few
 * of them to confirm each other, and for an emergency. On record and told to all staff like any other change; the last one stays all the same.
 */
@Injectable()
export class StaffCommands {
  constructor(
    private readonly users: AllTenantsUserRepository,
    private readonly changes: StaffChangeRepository,
    private readonly records: StaffChangeRecords,
    private readonly rights: StaffRights,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @returns the name of the person @throws DomainError `admin.user_not_found`, and as `wishRefusal` says */
  async run({ email, isAdmin, reason, by }: StaffCommand): Promise<string> {
    const now = this.clock.now();
    const person = await this.users.byEmail(email.trim().toLowerCase(), { free: ACCOUNT_BRAKE.free, now });
    if (!person) throw new DomainError('admin.user_not_found');
    const { id: userId, tenantId: tenant, name } = person;
    const tenantId = tenantIdOf(tenant);
    await this.unitOfWork.run(tenantId, async () => {
      const roster = await this.rights.roster(tenantId);
      const isFit = await this.rights.isFit(tenantId, userId);
      const refusal = wishRefusal({ person: { id: userId, isFit }, isAdmin, by: null }, roster);
      if (refusal) throw new DomainError(refusal);
      const actor = { kind: 'system' as const, tenantId, name: by, origin: systemOrigin('staff-command') };
      await this.changes.settle(tenantId, userId, { roster, now });
      await this.keep(actor, tenantId, { userId, isAdmin, reason, by });
      await this.rights.change(actor, tenantId, { userId, isAdmin, reason, proposedById: null, proposedBy: by, confirmedBy: null });
    });
    return name;
  }

  /** In the list of changes too, where staff look. A proposal about the same person falls with it: there is nothing left to confirm. */
  private async keep(
    actor: AuditActor,
    tenantId: TenantId,
    { userId, isAdmin, reason, by }: Omit<StaffCommand, 'email'> & { readonly userId: string },
  ): Promise<void> {
    const [id, at, who] = [newId(), this.clock.now(), { id: null, name: by }];
    const overtaken = await this.changes.closeFor(tenantId, userId, { by: who, at });
    if (overtaken) await this.records.withdrawn(actor, tenantId, { ...overtaken, userId, reason });
    await this.changes.add(tenantId, { id, userId, isAdmin, reason, by: who, at, expiresAt: at });
    await this.changes.decide(tenantId, id, { status: 'confirmed', by: who, at, note: null });
  }
}
