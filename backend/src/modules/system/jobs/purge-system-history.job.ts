import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { Config } from '../../../platform/config/config.js';
import { defineJob, HandlesJob } from '../../../platform/queues/job.js';
import { AllTenantsHistoryRepository } from '../persistence/all-tenants-history.repository.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export const purgeSystemHistory = defineJob({ name: 'purge-system-history', queue: 'maintenance', every: HOUR_MS });

/** What processes said of themselves is kept for SYSTEM_HISTORY_DAYS. */
@Injectable()
export class PurgeSystemHistory {
  constructor(
    private readonly history: AllTenantsHistoryRepository,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  @HandlesJob(purgeSystemHistory)
  run(): Promise<number> {
    return this.history.purge(new Date(this.clock.now().getTime() - this.config.system.historyDays * DAY_MS));
  }
}
