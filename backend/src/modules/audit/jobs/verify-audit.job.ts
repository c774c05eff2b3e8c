import { Injectable } from '@nestjs/common';
import { defineJob, HandlesJob } from '../../../platform/queues/job.js';
import { AuditVerificationRuns } from '../services/audit-verification-run.js';

/** Not in the queue of maintenance, which does one job after the other: this one can take minutes. */
export const verifyAudit = defineJob<'verify-audit', { readonly runId: string }>({ name: 'verify-audit', queue: 'events', attempts: 1 });

/** Checks every chain. */
@Injectable()
export class VerifyAudit {
  constructor(private readonly runs: AuditVerificationRuns) {}

  @HandlesJob(verifyAudit)
  run({ runId }: { readonly runId: string }): Promise<void> {
    return this.runs.work(runId);
  }
}
