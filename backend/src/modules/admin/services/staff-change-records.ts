import { Injectable } from '@nestjs/common';
import type { StaffChange } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { AuditLog, type AuditActor, changesBetween } from '../../audit/index.js';
import type { StaffChangeRow } from '../persistence/all-tenants-staff-change.repository.js';
import type { NewStaffChange } from '../persistence/staff-change.repository.js';
import { StaffChangeDesk } from './staff-change-desk.service.js';

/** What is on record of a change of who is staff; that it was done is recorded by whoever does it. */
@Injectable()
export class StaffChangeRecords {
  constructor(
    private readonly desk: StaffChangeDesk,
    private readonly audit: AuditLog,
  ) {}

  read(actor: Actor, id: string): Promise<StaffChange> {
    return this.desk.read(actor, id);
  }

  row(id: string): Promise<StaffChangeRow> {
    return this.desk.row(id);
  }

  async proposed(actor: Actor, tenantId: TenantId, { id, userId, isAdmin, reason, expiresAt }: NewStaffChange): Promise<void> {
    const changes = changesBetween({ isAdmin: !isAdmin }, { isAdmin, reason, expiresAt, staffChange: id }, [
      'isAdmin',
      'reason',
      'expiresAt',
      'staffChange',
    ]);
    await this.audit.record(actor, { action: 'admin.staff_change_proposed', targetType: 'user', targetId: userId, changes, tenantId });
  }

  async withdrawn(
    actor: AuditActor,
    tenantId: TenantId,
    { id, userId, isAdmin, reason }: Pick<NewStaffChange, 'id' | 'userId' | 'isAdmin' | 'reason'>,
  ): Promise<void> {
    const changes = changesBetween({ isAdmin, staffChange: id }, { isAdmin: !isAdmin, staffChange: null, reason }, [
      'isAdmin',
      'staffChange',
      'reason',
    ]);
    await this.audit.record(actor, { action: 'admin.staff_change_withdrawn', targetType: 'user', targetId: userId, changes, tenantId });
  }
}
