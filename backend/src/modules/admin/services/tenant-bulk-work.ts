import { Injectable, Logger } from '@nestjs/common';
import type { BulkReason, TenantStatus } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import { type TenantId, tenantIdOf } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { TenantService } from '../../tenants/index.js';
import { AllTenantsTenantBulkRepository, type BulkRunRow, type BulkTurn } from '../persistence/all-tenants-tenant-bulk.repository.js';
import { type Settlement, TenantBulkRepository } from '../persistence/tenant-bulk.repository.js';
import { TenantStandings } from './tenant-standing.service.js';

const BATCH = 25;
/** A worker settles a tenant in well under a second; one that is silent for so long is dead. */
const SILENT_MS = 2 * 60_000;

/** What a refusal says of a tenant that was left as it was. */
const REASONS: Readonly<Record<string, BulkReason>> = {
  'admin.tenant_not_found': 'gone',
  'tenants.not_found': 'gone',
  'admin.tenant_protected': 'protected',
  'admin.standing_conflict': 'not_possible',
};

/**
 * Works a run, tenant by tenant. What a tenant's row says and what became of the tenant are one commit: a worker that is killed leaves
 * nothing half done, and whoever goes on finds what is left.
 */
@Injectable()
export class TenantBulkWork {
  private readonly logger = new Logger(TenantBulkWork.name);

  constructor(
    private readonly runs: AllTenantsTenantBulkRepository,
    private readonly rows: TenantBulkRepository,
    private readonly standings: TenantStandings,
    private readonly tenants: TenantService,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async run(runId: string): Promise<void> {
    for (;;) {
      const run = await this.runs.find(runId);
      if (!run || run.finishedAt !== null) return;
      const end = await this.endOf(run);
      if (end) return this.runs.finish(runId, end, this.clock.now());
      for (const turn of await this.runs.pending(runId, BATCH)) await this.settle(run, turn);
    }
  }

  /** Goes on with runs that nobody works on. */
  async resume(): Promise<void> {
    const since = new Date(this.clock.now().getTime() - SILENT_MS);
    for (const runId of await this.runs.silent(since)) await this.run(runId);
  }

  /** How the run ends now; null while there is something to do. Rights that were taken away stop what was ordered with them. */
  private async endOf(run: BulkRunRow): Promise<'done' | 'stopped' | 'failed' | null> {
    if (run.total !== run.expected) {
      this.logger.error({ message: 'a run has not the rows it was ordered with', runId: run.id, total: run.total, expected: run.expected });
      await this.runs.skipRest(run.id, 'error', this.clock.now());
      return 'failed';
    }
    if (run.pending === 0) return run.status === 'stopping' && run.skipped > 0 ? 'stopped' : 'done';
    const reason = run.status === 'stopping' ? 'stopped' : (await this.runs.isStaff(run.staffId)) ? null : 'staff_revoked';
    if (reason === null) return null;
    await this.runs.skipRest(run.id, reason, this.clock.now());
    return 'stopped';
  }

  private async settle(run: BulkRunRow, turn: BulkTurn): Promise<void> {
    const tenantId = tenantIdOf(turn.tenantId);
    try {
      await this.unitOfWork.run(tenantId, () => this.change(run, turn, tenantId));
    } catch (error) {
      const detail = error instanceof DomainError ? REASONS[error.code] : undefined;
      if (detail === undefined)
        this.logger.error({ message: 'a tenant of a run could not be changed', runId: run.id, tenantId, err: error });
      const outcome = detail === undefined ? 'failed' : 'skipped';
      await this.unitOfWork.run(tenantId, () => this.note(tenantId, run, turn, { outcome, detail: detail ?? 'error' }));
    }
  }

  private async change(run: BulkRunRow, turn: BulkTurn, tenantId: TenantId): Promise<void> {
    if (!(await this.rows.take(tenantId, { runId: run.id, position: turn.position }))) return;
    const { status: statusBefore } = await this.tenants.lock(tenantId);
    // suspended anew for another reason is not what the run left, though it looks the same
    if (
      (turn.expected ?? statusBefore) !== statusBefore ||
      (run.undoOf !== null && (await this.rows.isChangedSince(tenantId, run.undoOf)))
    ) {
      return this.note(tenantId, run, turn, { outcome: 'skipped', detail: 'changed_since' });
    }
    const order = { tenantId, action: turn.action, reason: run.reason };
    const { status: statusAfter } = await this.standings.change(actorOf(run), order);
    return this.note(tenantId, run, turn, { outcome: 'done', detail: null, statusBefore, statusAfter });
  }

  private note(
    tenantId: TenantId,
    run: BulkRunRow,
    { position }: BulkTurn,
    outcome: Pick<Settlement, 'outcome' | 'detail'> & { statusBefore?: TenantStatus; statusAfter?: TenantStatus },
  ): Promise<void> {
    const settlement = { statusBefore: null, statusAfter: null, ...outcome, at: this.clock.now() };
    return this.rows.settle(tenantId, { runId: run.id, position }, settlement);
  }
}

/** Whoever ordered the run, as every tenant's log names them; the trace leads to the order, which says from where. */
function actorOf(run: BulkRunRow): Actor {
  return {
    kind: 'user',
    tenantId: tenantIdOf(run.tenantId),
    userId: run.staffId,
    apiKeyId: null,
    sessionId: null,
    name: run.staffName,
    permissions: new Set(['admin.read', 'admin.manage']),
    isStaff: true,
    impersonatorId: null,
    origin: { ip: null, userAgent: null, traceId: run.traceId },
  };
}
