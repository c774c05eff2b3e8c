import { Injectable } from '@nestjs/common';
import type { ReconciliationRun } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Config } from '../../../platform/config/config.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { JobQueue } from '../../../platform/queues/job-queue.js';
import { AuditLog } from '../../audit/index.js';
import { latestTurn } from '../domain/reconciliation.js';
import { reconcileStripe } from '../jobs/reconcile-stripe.job.js';
import { AllTenantsReconciliationRepository, type RunRow } from '../persistence/all-tenants-reconciliation.repository.js';
import { toRun } from './reconciliation-reader.service.js';

/** A worker gives a sign of life with every page and every finding; one that is silent for so long is dead. */
const SILENT_MS = 15 * 60_000;
/** Who starts the nightly run. */
const SCHEDULE = 'Schedule';

/** Begins comparisons with Stripe, one at a time. */
@Injectable()
export class Reconciliations {
  constructor(
    private readonly runs: AllTenantsReconciliationRepository,
    private readonly queue: JobQueue,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /**
   * Begins a run on the word of staff; a worker does it.
   * @throws DomainError `billing.reconciliation_running`
   */
  async start(actor: Actor): Promise<ReconciliationRun> {
    const run = await this.begin(actor.name, (row) =>
      this.unitOfWork.run(actor.tenantId, () =>
        this.audit.record(actor, { action: 'admin.reconciliation_started', targetType: 'reconciliation', targetId: row.id }),
      ),
    );
    if (!run) throw new DomainError('billing.reconciliation_running');
    return toRun(run);
  }

  /** Begins the nightly run unless it was done; one that failed, or that nobody was there to begin, is made up for. */
  async startDue(): Promise<void> {
    const now = this.clock.now();
    await this.failSilent(now);
    if (await this.runs.hasRunSince(latestTurn(now, this.config.billing.reconciliationHour))) return;
    await this.begin(SCHEDULE, async () => undefined);
  }

  private async begin(startedBy: string, note: (run: RunRow) => Promise<void>): Promise<RunRow | null> {
    const now = this.clock.now();
    await this.failSilent(now);
    const run = await this.runs.start(startedBy, now);
    if (!run) return null;
    try {
      await note(run);
      await this.queue.enqueue(reconcileStripe, { runId: run.id }, { jobId: `reconcile-${run.id}` });
    } catch (error) {
      await this.runs.finish(run.id, 'failed', { error: 'it could not be handed to a worker', at: this.clock.now() });
      throw error;
    }
    return run;
  }

  private failSilent(now: Date): Promise<number> {
    return this.runs.failSilent(new Date(now.getTime() - SILENT_MS), now);
  }
}
