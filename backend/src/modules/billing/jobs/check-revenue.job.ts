import { Injectable } from '@nestjs/common';
import { defineJob, HandlesJob } from '../../../platform/queues/job.js';
import { RevenueDifference } from '../services/revenue-difference.js';

/** The next turn comes anyway, so one try each. */
export const checkRevenue = defineJob({ name: 'check-revenue', queue: 'maintenance', every: 5 * 60_000, attempts: 1 });

/** Compares the ledger of revenue with the subscriptions, once for everybody who asks how many differ. */
@Injectable()
export class CheckRevenue {
  constructor(private readonly difference: RevenueDifference) {}

  @HandlesJob(checkRevenue)
  async run(): Promise<void> {
    await this.difference.check();
  }
}
