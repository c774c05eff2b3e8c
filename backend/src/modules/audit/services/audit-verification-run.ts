import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { AllTenantsAuditVerificationRepository, type Outcome } from '../persistence/all-tenants-audit-verification.repository.js';
import { AuditVerifier } from './audit-verifier.js';

const NOTHING = { entries: 0, tenants: 0, heads: 0, faultyTenants: 0, findings: [] };
const BEAT_MS = 1_000;

/** The run was given up while its worker was still at it. */
class RunOver extends Error {}

/** Works a check that was begun. */
@Injectable()
export class AuditVerificationRuns {
  private readonly logger = new Logger(AuditVerificationRuns.name);

  constructor(
    private readonly runs: AllTenantsAuditVerificationRepository,
    private readonly verifier: AuditVerifier,
    private readonly clock: Clock,
  ) {}

  async work(runId: string): Promise<void> {
    if (!(await this.runs.beat(runId, NOTHING, this.clock.now()))) return;
    try {
      const outcome = await this.check(runId);
      await this.runs.finish(runId, outcome, this.clock.now());
      const { status, faultyTenants, findings } = outcome;
      if (status === 'broken') this.logger.error({ message: 'the audit log is broken', runId, faultyTenants, first: findings[0] });
    } catch (error) {
      if (error instanceof RunOver) return;
      await this.runs.finish(runId, { ...NOTHING, status: 'failed', error: 'the log could not be read to its end' }, this.clock.now());
      this.logger.error({ message: 'the check of the audit log failed', runId, err: error });
    }
  }

  private async check(runId: string): Promise<Outcome> {
    let beatenAt = this.clock.now().getTime();
    const result = await this.verifier.verify({
      onProgress: async (progress) => {
        const now = this.clock.now();
        if (now.getTime() - beatenAt < BEAT_MS) return;
        beatenAt = now.getTime();
        if (!(await this.runs.beat(runId, progress, now))) throw new RunOver();
      },
    });
    return { ...result, status: result.faultyTenants === 0 ? 'intact' : 'broken', error: null };
  }
}
