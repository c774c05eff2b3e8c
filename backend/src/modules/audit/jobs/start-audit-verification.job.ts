import { Injectable } from '@nestjs/common';
import { defineJob, HandlesJob } from '../../../platform/queues/job.js';
import { AuditVerifications } from '../services/audit-verifications.js';

export const startAuditVerification = defineJob({ name: 'start-audit-verification', queue: 'maintenance', cron: '40 4 * * *' });

/** Begins the nightly check. */
@Injectable()
export class StartAuditVerification {
  constructor(private readonly verifications: AuditVerifications) {}

  @HandlesJob(startAuditVerification)
  run(): Promise<void> {
    return this.verifications.startDue();
  }
}
