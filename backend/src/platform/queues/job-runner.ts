import { Injectable } from '@nestjs/common';
import { newId } from '../database/ids.js';
import { runInTrace } from '../logging/trace-context.js';
import { traced } from '../metrics/timings.js';
import { ParkedJobError, type JobPayload, type JobRun } from './job.js';
import { JobRegistry } from './job-registry.js';

/** What travels in the queue besides the job's name. */
export interface JobEnvelope {
  readonly payload: JobPayload;
  /** Trace of the request or job that enqueued it. */
  readonly traceId: string | null;
  /** Set on a dead letter that was taken out and put back: what it had failed of, and how often it was tried. */
  readonly parked?: { readonly error: string; readonly attempts: number };
}

/** Runs one job, whichever driver brought it. */
@Injectable()
export class JobRunner {
  constructor(private readonly registry: JobRegistry) {}

  /** @throws ParkedJobError for a job that is only to lie among the failed ones */
  async run(name: string, { payload, traceId, parked }: JobEnvelope, run: JobRun): Promise<unknown> {
    if (parked) throw new ParkedJobError(parked.error);
    const work = (): Promise<unknown> => this.registry.handlerOf(name)(payload, run);
    return runInTrace(traceId ?? newId(), () => traced(`job ${name}`, work, { 'orbis.job_id': run.id, 'orbis.attempt': run.attempt }));
  }
}
