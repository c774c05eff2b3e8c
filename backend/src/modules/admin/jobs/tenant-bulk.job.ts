import { Injectable } from '@nestjs/common';
import { HandlesJob } from '../../../platform/queues/job.js';
import { TenantBulkWork } from '../services/tenant-bulk-work.js';
import { resumeTenantBulk, runTenantBulk } from './tenant-bulk-jobs.js';

/** Works runs over many tenants. */
@Injectable()
export class TenantBulkJobs {
  constructor(private readonly work: TenantBulkWork) {}

  @HandlesJob(runTenantBulk)
  run({ runId }: { readonly runId: string }): Promise<void> {
    return this.work.run(runId);
  }

  @HandlesJob(resumeTenantBulk)
  resume(): Promise<void> {
    return this.work.resume();
  }
}
