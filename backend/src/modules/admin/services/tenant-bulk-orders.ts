import { Injectable } from '@nestjs/common';
import type { TenantFilter } from '@orbisvoice/shared-dto';
import type { BulkAction, AuditAction } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import { tenantIdOf } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { newId } from '../../../platform/database/ids.js';
import { constraintOf } from '../../../platform/database/database-errors.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { JobQueue } from '../../../platform/queues/job-queue.js';
import { AuditLog } from '../../audit/index.js';
import { runTenantBulk } from '../jobs/tenant-bulk-jobs.js';
import { AllTenantsTenantBulkRepository } from '../persistence/all-tenants-tenant-bulk.repository.js';
import { type NewBulkRun, TenantBulkRepository } from '../persistence/tenant-bulk.repository.js';

interface Order {
  readonly action: BulkAction;
  readonly reason: string;
  readonly ids: readonly string[];
  readonly filter: TenantFilter | null;
}
interface UndoOrder {
  readonly undoOf: string;
  readonly reason: string;
  readonly total: number;
}

/**
 * Begins and stops runs. Who ordered what is on record before the first tenant is touched; the rows follow in one statement, and a run
 * whose rows are not as many as were ordered is never worked.
 */
@Injectable()
export class TenantBulkOrders {
  constructor(
    private readonly runs: TenantBulkRepository,
    private readonly allTenants: AllTenantsTenantBulkRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  async begin(actor: Actor, { action, reason, ids, filter }: Order): Promise<string> {
    const known = await this.allTenants.figures(action, ids);
    const run = this.runOf(actor, { action, reason, undoOf: null, selection: { total: known.total, filter } });
    return this.order(actor, run, { total: ids.length, fill: () => this.allTenants.addRows(run.id, action, ids) });
  }

  /** @throws DomainError `admin.bulk_not_undoable` when somebody was faster */
  async beginUndo(actor: Actor, { undoOf, reason, total }: UndoOrder): Promise<string> {
    const run = this.runOf(actor, { action: 'undo', reason, undoOf, selection: { total } });
    return this.order(actor, run, { total, fill: () => this.allTenants.addUndoRows(run.id, undoOf) });
  }

  /** @throws DomainError `admin.bulk_over` */
  async stop(actor: Actor, ownerTenantId: string, id: string): Promise<void> {
    const tenantId = tenantIdOf(ownerTenantId);
    await this.unitOfWork.run(tenantId, async () => {
      if (!(await this.runs.stop(tenantId, id))) throw new DomainError('admin.bulk_over');
      await this.audit.record(actor, { action: 'admin.tenant_bulk_stopped', targetType: 'tenant_bulk', targetId: id, tenantId });
    });
  }

  private async order(
    actor: Actor,
    run: NewBulkRun,
    rows: { readonly total: number; readonly fill: () => Promise<void> },
  ): Promise<string> {
    try {
      await this.unitOfWork.run(actor.tenantId, async () => {
        await this.runs.insert(actor.tenantId, run);
        await this.note(actor, run, rows.total);
      });
    } catch (error) {
      if (constraintOf(error) === 'tenant_bulk_runs_undo') throw new DomainError('admin.bulk_not_undoable');
      throw error;
    }
    await rows.fill();
    await this.queue.enqueue(runTenantBulk, { runId: run.id }, { jobId: `tenant-bulk-${run.id}` });
    return run.id;
  }

  private note(actor: Actor, { id, action, reason }: NewBulkRun, total: number): Promise<void> {
    const named: AuditAction = 'admin.tenant_bulk_started';
    const changes = {
      action: { before: null, after: action },
      reason: { before: null, after: reason },
      tenants: { before: null, after: total },
    };
    return this.audit.record(actor, { action: named, targetType: 'tenant_bulk', targetId: id, changes });
  }

  private runOf(actor: Actor, order: Pick<NewBulkRun, 'action' | 'reason' | 'undoOf' | 'selection'>): NewBulkRun {
    if (actor.userId === null) throw new DomainError('access.forbidden');
    return { id: newId(), staffId: actor.userId, staffName: actor.name, traceId: actor.origin.traceId, at: this.clock.now(), ...order };
  }
}
