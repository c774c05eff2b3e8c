import { Injectable } from '@nestjs/common';
import { defineJob, HandlesJob } from '../../../platform/queues/job.js';
import { Rollups } from '../services/rollups.service.js';

const FOLD_EVERY_MS = 5_000;

export const foldRollups = defineJob({ name: 'fold-rollups', queue: 'maintenance', every: FOLD_EVERY_MS, attempts: 1 });
export const checkRollups = defineJob({ name: 'check-rollups', queue: 'maintenance', cron: '40 3 * * *' });

/** Folds marks every few seconds, and holds every bucket against its rows each night. */
@Injectable()
export class RollupJobs {
  constructor(private readonly rollups: Rollups) {}

  @HandlesJob(foldRollups)
  async fold(): Promise<void> {
    await this.rollups.fold();
  }

  @HandlesJob(checkRollups)
  async check(): Promise<void> {
    await this.rollups.check(null);
  }
}
