import { Injectable } from '@nestjs/common';
import type { QueueName } from '@orbisvoice/shared-dto/values';
import type { QueuedJob } from '../../../platform/queues/queue-connection.js';
import { QueueHandles } from '../../../platform/queues/queue-handles.js';
import { errorOf } from './job-view.js';

const CHUNK = 200;
/** The queues keep no index of errors: a filter reads the jobs, so many of the newest and no more. */
const LOOKS_AT = 5_000;

export interface JobFilter {
  readonly name?: string | undefined;
  readonly error?: string | undefined;
}

export interface MatchedJobs {
  readonly jobs: readonly QueuedJob[];
  /** More have failed than were looked at. */
  readonly isPartial: boolean;
}

/** Dead letters of a queue, by what staff see of them. */
@Injectable()
export class FailedJobs {
  constructor(private readonly handles: QueueHandles) {}

  /** Newest first. */
  async matching(queue: QueueName, filter: JobFilter): Promise<MatchedJobs> {
    const jobs: QueuedJob[] = [];
    for (let start = 0; start < LOOKS_AT; start += CHUNK) {
      const chunk = await this.handles.of(queue).getJobs(['failed'], start, start + CHUNK - 1, false);
      jobs.push(...chunk.filter((job) => matches(job, filter)));
      if (chunk.length < CHUNK) return { jobs, isPartial: false };
    }
    const { failed = 0 } = await this.handles.of(queue).getJobCounts('failed');
    return { jobs, isPartial: failed > LOOKS_AT };
  }
}

/** By the error as it is shown, so that nobody can ask letter by letter for what is masked. */
const matches = (job: QueuedJob, { name, error }: JobFilter): boolean =>
  (name === undefined || job.name === name) &&
  (error === undefined || (errorOf(job)?.toLowerCase().includes(error.toLowerCase()) ?? false));
