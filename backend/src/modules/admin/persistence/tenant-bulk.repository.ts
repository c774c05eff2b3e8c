import { Injectable } from '@nestjs/common';
import type { BulkOutcome, BulkReason, BulkRunAction, EventName, TenantStatus } from '@orbisvoice/shared-dto/values';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';

export interface NewBulkRun {
  readonly id: string;
  readonly staffId: string;
  readonly staffName: string;
  readonly action: BulkRunAction;
  readonly reason: string;
  readonly undoOf: string | null;
  readonly traceId: string;
  readonly selection: object;
  readonly at: Date;
}

const STANDING_CHANGES: readonly EventName[] = ['tenant.suspended', 'tenant.banned', 'tenant.reinstated'];

/** Which row of which run. */
export interface RowKey {
  readonly runId: string;
  readonly position: number;
}

export interface Settlement {
  readonly outcome: Exclude<BulkOutcome, 'pending'>;
  readonly detail: BulkReason | null;
  readonly statusBefore: TenantStatus | null;
  readonly statusAfter: TenantStatus | null;
  readonly at: Date;
}

/** Writes of a run, inside the unit of work of the tenant they belong to. */
@Injectable()
export class TenantBulkRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** In the workspace of who orders it. */
  async insert(tenantId: TenantId, run: NewBulkRun): Promise<void> {
    await this.unitOfWork.manager(tenantId).query(
      `insert into tenant_bulk_runs (id, tenant_id, staff_id, staff_name, action, reason, undo_of, trace_id, selection, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        run.id,
        tenantId,
        run.staffId,
        run.staffName,
        run.action,
        run.reason,
        run.undoOf,
        run.traceId,
        JSON.stringify(run.selection),
        run.at,
      ],
    );
  }

  /** False when the run is over, or belongs to another workspace. */
  async stop(tenantId: TenantId, id: string): Promise<boolean> {
    const [rows] = await this.unitOfWork
      .manager(tenantId)
      .query<[unknown[], number]>(
        `update tenant_bulk_runs set status = 'stopping' where tenant_id = $1 and id = $2 and status = 'running' returning id`,
        [tenantId, id],
      );
    return rows.length === 1;
  }

  /** Takes the row until the end of the unit of work; false when somebody has settled it. */
  async take(tenantId: TenantId, { runId, position }: RowKey): Promise<boolean> {
    const rows = await this.unitOfWork
      .manager(tenantId)
      .query<unknown[]>(
        `select 1 from tenant_bulk_rows where tenant_id = $1 and run_id = $2 and position = $3 and outcome = 'pending' for update`,
        [tenantId, runId, position],
      );
    return rows.length === 1;
  }

  /** Whether anybody has changed the tenant's standing since a run did, even if it stands again as the run left it. */
  async isChangedSince(tenantId: TenantId, runId: string): Promise<boolean> {
    const rows = await this.unitOfWork.manager(tenantId).query<unknown[]>(
      `select 1 from tenant_bulk_rows b join audit_entries a on a.tenant_id = b.tenant_id and a.at > b.settled_at and a.action = any($3)
       where b.tenant_id = $1 and b.run_id = $2 limit 1`,
      [tenantId, runId, STANDING_CHANGES],
    );
    return rows.length === 1;
  }

  async settle(
    tenantId: TenantId,
    { runId, position }: RowKey,
    { outcome, detail, statusBefore, statusAfter, at }: Settlement,
  ): Promise<void> {
    await this.unitOfWork.manager(tenantId).query(
      `update tenant_bulk_rows set outcome = $4, detail = $5, status_before = coalesce($6, status_before), status_after = $7, settled_at = $8
       where tenant_id = $1 and run_id = $2 and position = $3 and outcome = 'pending'`,
      [tenantId, runId, position, outcome, detail, statusBefore, statusAfter, at],
    );
  }
}
