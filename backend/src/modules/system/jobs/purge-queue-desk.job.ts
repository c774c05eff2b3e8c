import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { defineJob, HandlesJob } from '../../../platform/queues/job.js';
import { AllTenantsDiscardedJobRepository } from '../persistence/all-tenants-discarded-job.repository.js';
import { AllTenantsRecordRepository } from '../persistence/all-tenants-record.repository.js';

/** As long as a queue keeps its own dead letters. */
const RETENTION_MS = 14 * 86_400_000;

export const purgeQueueDesk = defineJob({ name: 'purge-queue-desk', queue: 'maintenance', cron: '47 3 * * *' });

/** Forgets discarded dead letters and figures of queues and integrations after two weeks. */
@Injectable()
export class PurgeQueueDesk {
  constructor(
    private readonly discarded: AllTenantsDiscardedJobRepository,
    private readonly records: AllTenantsRecordRepository,
    private readonly clock: Clock,
  ) {}

  @HandlesJob(purgeQueueDesk)
  async run(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - RETENTION_MS);
    await this.discarded.purge(before);
    await this.records.purge(before);
  }
}
