import { Injectable } from '@nestjs/common';
import { defineJob, HandlesJob } from '../../../platform/queues/job.js';
import { AuditHeadSigning } from '../services/audit-head-signing.js';

/** What is written between two turns is held by the chain and its MACs, but its tail could be cut. */
export const signAuditHeads = defineJob({ name: 'sign-audit-heads', queue: 'maintenance', cron: '5 * * * *' });

/** Signs the ends of the chains every hour. */
@Injectable()
export class SignAuditHeads {
  constructor(private readonly signing: AuditHeadSigning) {}

  @HandlesJob(signAuditHeads)
  run(): Promise<number> {
    return this.signing.sign();
  }
}
