import { Injectable } from '@nestjs/common';
import { defineJob, HandlesJob } from '../../../platform/queues/job.js';
import { ReconciliationRuns } from '../services/reconciliation-run.service.js';

/**
 * Not in the queue of maintenance, which does one job after the other: this one takes minutes. A run that fails says why and is over; only
 * one whose worker died is taken up again.
 */
export const reconcileStripe = defineJob<'reconcile-stripe', { readonly runId: string }>({
  name: 'reconcile-stripe',
  queue: 'stripe',
  attempts: 1,
});

/** Compares everything at Stripe with ours. */
@Injectable()
export class ReconcileStripe {
  constructor(private readonly runs: ReconciliationRuns) {}

  @HandlesJob(reconcileStripe)
  run({ runId }: { readonly runId: string }): Promise<void> {
    return this.runs.work(runId);
  }
}
