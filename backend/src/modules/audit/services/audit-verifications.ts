import { Injectable } from '@nestjs/common';
import type { AuditVerification, AuditVerifications as VerificationList } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { DataKeys } from '../../../platform/crypto/data-keys.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { JobQueue } from '../../../platform/queues/job-queue.js';
import { verifyAudit } from '../jobs/verify-audit.job.js';
import { AllTenantsAuditHeadRepository } from '../persistence/all-tenants-audit-head.repository.js';
import { AllTenantsAuditVerificationRepository, type VerificationRow } from '../persistence/all-tenants-audit-verification.repository.js';
import { AuditLog } from './audit-log.js';
import { headsPublicKey } from './audit-heads.js';

/** A worker gives a sign of life every second or so; one that is silent for so long is dead. */
const SILENT_MS = 10 * 60_000;
const SHOWN = 20;
/** Who starts the nightly check. */
const SCHEDULE = 'Schedule';

/** Tells the log and the workers of a check. */
@Injectable()
export class VerificationDesk {
  constructor(
    private readonly queue: JobQueue,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  note(actor: Actor, runId: string): Promise<void> {
    return this.unitOfWork.run(actor.tenantId, () =>
      this.audit.record(actor, { action: 'admin.audit_verification_started', targetType: 'audit_verification', targetId: runId }),
    );
  }

  async enqueue(runId: string): Promise<void> {
    await this.queue.enqueue(verifyAudit, { runId }, { jobId: `verify-audit-${runId}` });
  }
}

/** What begins a check, and what shows it. */
@Injectable()
export class AuditVerifications {
  constructor(
    private readonly runs: AllTenantsAuditVerificationRepository,
    private readonly heads: AllTenantsAuditHeadRepository,
    private readonly desk: VerificationDesk,
    private readonly keys: DataKeys,
    private readonly clock: Clock,
  ) {}

  async list(): Promise<VerificationList> {
    await this.failSilent();
    const [rows, figures] = await Promise.all([this.runs.newest(SHOWN), this.heads.figures()]);
    return {
      items: rows.map(toVerification),
      publicKey: headsPublicKey(this.keys),
      signedHeads: figures.count,
      lastSignedAt: figures.lastAt?.toISOString() ?? null,
    };
  }

  /**
   * Begins a check on the word of staff; a worker does it.
   * @throws DomainError `audit.verification_running`
   */
  async start(actor: Actor): Promise<AuditVerification> {
    const run = await this.begin(actor.name, (row) => this.desk.note(actor, row.id));
    if (!run) throw new DomainError('audit.verification_running');
    return toVerification(run);
  }

  /** The nightly one; nothing while another is under way. */
  async startDue(): Promise<void> {
    await this.begin(SCHEDULE, async () => undefined);
  }

  private async begin(startedBy: string, note: (run: VerificationRow) => Promise<void>): Promise<VerificationRow | null> {
    await this.failSilent();
    const run = await this.runs.start(startedBy, this.clock.now());
    if (!run) return null;
    try {
      await note(run);
      await this.desk.enqueue(run.id);
    } catch (error) {
      const nothing = { entries: 0, tenants: 0, heads: 0, faultyTenants: 0, findings: [] };
      await this.runs.finish(run.id, { ...nothing, status: 'failed', error: 'it could not be handed to a worker' }, this.clock.now());
      throw error;
    }
    return run;
  }

  private failSilent(): Promise<void> {
    const now = this.clock.now();
    return this.runs.failSilent(new Date(now.getTime() - SILENT_MS), now);
  }
}

const toVerification = (row: VerificationRow): AuditVerification => ({
  ...row,
  startedAt: row.startedAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
  findings: row.findings.map((finding) => ({ ...finding })),
});
