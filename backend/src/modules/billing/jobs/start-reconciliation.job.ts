import { Injectable } from '@nestjs/common';
import { defineJob, HandlesJob } from '../../../platform/queues/job.js';
import { Reconciliations } from '../services/reconciliation.service.js';

/** Looks every hour whether the nightly run is due: the hour is a setting, and a night without workers is made up for. */
export const startReconciliation = defineJob({ name: 'start-reconciliation', queue: 'maintenance', cron: '10 * * * *' });

/** Begins the nightly comparison with Stripe. */
@Injectable()
export class StartReconciliation {
  constructor(private readonly reconciliations: Reconciliations) {}

  @HandlesJob(startReconciliation)
  run(): Promise<void> {
    return this.reconciliations.startDue();
  }
}
