import { Injectable } from '@nestjs/common';
import { newId } from '../database/ids.js';
import { runInTrace } from '../logging/trace-context.js';
import { traced } from '../metrics/timings.js';
import { type JobPayload, type JobRun } from './job.js';
import { JobRegistry } from './job-registry.js';

/** What travels in the queue besides the job's name. */
export interface JobEnvelope {
  readonly payload: JobPayload;
  /** Trace of the request or job that enqueued it. */
  readonly traceId: string | null;
}

/** Runs one job, whichever driver brought it. */
@Injectable()
export class JobRunner {
  constructor(private readonly registry: JobRegistry) {}

  run(name: string, { payload, traceId }: JobEnvelope, run: JobRun): Promise<unknown> {
    const work = (): Promise<unknown> => this.registry.handlerOf(name)(payload, run);
    return runInTrace(traceId ?? newId(), () => traced(`job ${name}`, work, { 'orbis.job_id': run.id, 'orbis.attempt': run.attempt }));
  }
}
