import { Injectable } from '@nestjs/common';
import type { StaffChangeStatus } from '@orbisvoice/shared-dto/values';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';

/** A proposal, or what the command line did at once. */
export interface NewStaffChange {
  readonly id: string;
  readonly userId: string;
  readonly isAdmin: boolean;
  readonly reason: string;
  readonly by: { readonly id: string | null; readonly name: string };
  readonly at: Date;
  readonly expiresAt: Date;
}

export interface LockedStaffChange {
  readonly status: StaffChangeStatus;
  readonly proposedBy: string | null;
  readonly proposedByName: string;
  readonly expiresAt: Date;
}

export interface StaffDecision {
  readonly status: 'confirmed' | 'withdrawn';
  readonly by: { readonly id: string | null; readonly name: string };
  readonly at: Date;
  readonly note: string | null;
}

/** Changes of who is staff, in the unit of work of the tenant of the person they are about. */
@Injectable()
export class StaffChangeRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Writes down that what waits about somebody has run out, or has fallen with who made it: it makes room. */
  async settle(
    tenantId: TenantId,
    userId: string,
    { roster, now }: { readonly roster: ReadonlySet<string>; readonly now: Date },
  ): Promise<void> {
    await this.unitOfWork.manager(tenantId).query(
      `update staff_changes set status = case when expires_at <= $3 then 'expired' else 'fallen' end
       where tenant_id = $1 and user_id = $2 and status = 'pending'
         and (expires_at <= $3 or proposed_by is null or proposed_by <> all($4::uuid[]))`,
      [tenantId, userId, now, [...roster]],
    );
  }

  /** False when another one about that person waits. */
  async add(tenantId: TenantId, { id, userId, isAdmin, reason, by, at, expiresAt }: NewStaffChange): Promise<boolean> {
    const added = await this.unitOfWork.manager(tenantId).query<unknown[]>(
      `insert into staff_changes (id, tenant_id, user_id, is_admin, reason, status, proposed_by, proposed_by_name, proposed_at, expires_at)
       values ($1, $2, $3, $4, $5, 'pending', $6, $7, $8, $9) on conflict do nothing returning id`,
      [id, tenantId, userId, isAdmin, reason, by.id, by.name, at, expiresAt],
    );
    return added.length === 1;
  }

  /** Takes back what waits about somebody: it was overtaken. @returns what it was; null for nothing */
  async closeFor(
    tenantId: TenantId,
    userId: string,
    { by, at }: Pick<StaffDecision, 'by' | 'at'>,
  ): Promise<Pick<NewStaffChange, 'id' | 'isAdmin'> | null> {
    const [closed] = await this.unitOfWork.manager(tenantId).query<[Pick<NewStaffChange, 'id' | 'isAdmin'>[], number]>(
      `update staff_changes set status = 'withdrawn', decided_by = $3, decided_by_name = $4, decided_at = $5, note = 'overtaken'
       where tenant_id = $1 and user_id = $2 and status = 'pending' returning id, is_admin as "isAdmin"`,
      [tenantId, userId, by.id, by.name, at],
    );
    return closed[0] ?? null;
  }

  async lock(tenantId: TenantId, id: string): Promise<LockedStaffChange | null> {
    const [row] = await this.unitOfWork.manager(tenantId).query<LockedStaffChange[]>(
      `select status, proposed_by as "proposedBy", proposed_by_name as "proposedByName", expires_at as "expiresAt"
       from staff_changes where tenant_id = $1 and id = $2 for update`,
      [tenantId, id],
    );
    return row ?? null;
  }

  async decide(tenantId: TenantId, id: string, { status, by, at, note }: StaffDecision): Promise<void> {
    await this.unitOfWork.manager(tenantId).query(
      `update staff_changes set status = $3, decided_by = $4, decided_by_name = $5, decided_at = $6, note = $7
       where tenant_id = $1 and id = $2`,
      [tenantId, id, status, by.id, by.name, at, note],
    );
  }
}
