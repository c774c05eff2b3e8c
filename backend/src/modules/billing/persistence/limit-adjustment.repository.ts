import { Injectable } from '@nestjs/common';
import type { AdjustmentKind, GrantRecurrence } from '@orbisvoice/shared-dto/values';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { Adjustment } from '../domain/effective-limit.js';

/** An adjustment with who made it, who withdrew it, and why. */
export interface AdjustmentRow extends Adjustment {
  readonly reason: string;
  readonly staffId: string;
  readonly withdrawnBy: string | null;
  readonly withdrawnReason: string | null;
}

/** A new adjustment; it begins at once. */
export interface NewAdjustment {
  readonly id: string;
  readonly kind: AdjustmentKind;
  readonly recurrence: GrantRecurrence | null;
  readonly quantity: number;
  readonly endsAt: Date | null;
  readonly reason: string;
  readonly staffId: string;
}

/** Who withdraws, and why. */
export interface Withdrawal {
  readonly staffId: string;
  readonly reason: string;
}

const ALL = `
  select id, kind, recurrence, quantity::float8 as quantity, starts_at as "startsAt", ends_at as "endsAt", reason, staff_id as "staffId",
    withdrawn_at as "withdrawnAt", withdrawn_by as "withdrawnBy", withdrawn_reason as "withdrawnReason"
  from limit_adjustments where tenant_id = $1 order by starts_at desc, id desc`;

/**
 * What staff changed about a tenant's limit. Begins and ends by the database's clock, as the usage periods do: an adjustment must not begin
 * a moment after the period it is applied to was reckoned.
 */
@Injectable()
export class LimitAdjustmentRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** All there ever were, the newest first, and the instant they were read at. Joins the open unit of work or snapshot. */
  async all(tenantId: TenantId): Promise<{ readonly at: Date; readonly adjustments: readonly AdjustmentRow[] }> {
    return this.unitOfWork.run(tenantId, async (manager) => {
      const adjustments = await manager.query<AdjustmentRow[]>(ALL, [tenantId]);
      const [clock] = await manager.query<{ at: Date }[]>('select now() as at');
      if (!clock) throw new Error('the database knows what time it is');
      return { at: clock.at, adjustments };
    });
  }

  async revision(tenantId: TenantId): Promise<number> {
    return this.unitOfWork.run(tenantId, async (manager) => {
      const [row] = await manager.query<{ revision: string }[]>('select revision from limit_revisions where tenant_id = $1', [tenantId]);
      return Number(row?.revision ?? 0);
    });
  }

  /** Moves the revision in the open unit of work and holds it until the commit. False: somebody was faster. */
  async advance(tenantId: TenantId, from: number): Promise<boolean> {
    const rows = await this.unitOfWork.manager(tenantId).query<unknown[]>(
      `insert into limit_revisions as r (tenant_id, revision) select $1, 1 where $2 = 0
       on conflict (tenant_id) do nothing returning revision`,
      [tenantId, from],
    );
    if (rows.length > 0) return true;
    const [moved] = await this.unitOfWork
      .manager(tenantId)
      .query<[unknown[], number]>(
        'update limit_revisions set revision = revision + 1 where tenant_id = $1 and revision = $2 returning revision',
        [tenantId, from],
      );
    return moved.length > 0;
  }

  async add(tenantId: TenantId, { id, kind, recurrence, quantity, endsAt, reason, staffId }: NewAdjustment): Promise<void> {
    await this.unitOfWork.manager(tenantId).query(
      `insert into limit_adjustments (id, tenant_id, kind, recurrence, quantity, starts_at, ends_at, reason, staff_id)
       values ($1, $2, $3, $4, $5, now(), $6, $7, $8)`,
      [id, tenantId, kind, recurrence, quantity, endsAt, reason, staffId],
    );
  }

  async withdraw(tenantId: TenantId, id: string, { staffId, reason }: Withdrawal): Promise<void> {
    await this.unitOfWork
      .manager(tenantId)
      .query(
        `update limit_adjustments set withdrawn_at = now(), withdrawn_by = $3, withdrawn_reason = $4 where tenant_id = $1 and id = $2`,
        [tenantId, id, staffId, reason],
      );
  }
}
