import { Injectable } from '@nestjs/common';
import type { DiscardedJob, DiscardedJobPage, PageQuery, SystemJobDetail, SystemJobPage, SystemJobQuery } from '@orbisvoice/shared-dto';
import type { JobState, QueueName } from '@orbisvoice/shared-dto/values';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { definedJobs } from '../../../platform/queues/job.js';
import type { QueuedJob } from '../../../platform/queues/queue-connection.js';
import { QueueHandles } from '../../../platform/queues/queue-handles.js';
import { AllTenantsDiscardedJobRepository, type DiscardedJobRow } from '../persistence/all-tenants-discarded-job.repository.js';
import { AllTenantsJobEventRepository, type JobEventRow } from '../persistence/all-tenants-job-event.repository.js';
import { FailedJobs } from './failed-jobs.js';
import { deliveredBy, jobView, masked, stacksOf } from './job-view.js';

const STATES: Readonly<Record<string, JobState>> = {
  failed: 'failed',
  waiting: 'waiting',
  prioritized: 'waiting',
  active: 'active',
  delayed: 'delayed',
  completed: 'completed',
};

/** The jobs of a queue as staff reads them. */
@Injectable()
export class JobDesk {
  constructor(
    private readonly handles: QueueHandles,
    private readonly failed: FailedJobs,
    private readonly events: AllTenantsJobEventRepository,
    private readonly discardedJobs: AllTenantsDiscardedJobRepository,
  ) {}

  async list(queue: QueueName, query: SystemJobQuery): Promise<SystemJobPage> {
    const { state, page, pageSize } = query;
    const { jobs, total, isPartial } = isFiltered(query) ? await this.filtered(queue, query) : await this.page(queue, query);
    const events = await this.eventsOf(jobs);
    const items = jobs.map((job) => jobView(job, state, events));
    const names = definedJobs().flatMap((job) => (job.queue === queue ? [job.name] : []));
    return { items, total, page, pageSize, names: names.sort(), isPartial };
  }

  /** @throws DomainError `queues.job_not_found` */
  async read(queue: QueueName, id: string): Promise<SystemJobDetail> {
    const job = await this.handles.of(queue).getJob(id);
    const state = job && STATES[await job.getState()];
    if (!job || !state) throw new DomainError('queues.job_not_found');
    const delivery = deliveredBy(job);
    const payload = delivery && (await this.events.payload(delivery.eventId));
    return {
      ...jobView(job, state, await this.eventsOf([job])),
      queue,
      traceId: job.data.traceId,
      stacks: stacksOf(job),
      eventPayload: payload && masked(payload),
    };
  }

  async discarded(queue: QueueName, { page, pageSize }: PageQuery): Promise<DiscardedJobPage> {
    const [rows, counts] = await Promise.all([
      this.discardedJobs.page(queue, { limit: pageSize, offset: (page - 1) * pageSize }),
      this.discardedJobs.counts(),
    ]);
    return { items: rows.map(discardedView), total: counts.get(queue) ?? 0, page, pageSize };
  }

  private async page(queue: QueueName, { state, page, pageSize }: SystemJobQuery): Promise<FoundJobs> {
    const start = (page - 1) * pageSize;
    const handle = this.handles.of(queue);
    const [counts, jobs] = await Promise.all([
      handle.getJobCounts(state),
      // what runs next first, what ended last first
      handle.getJobs([state], start, start + pageSize - 1, state === 'waiting' || state === 'delayed'),
    ]);
    return { jobs, total: counts[state] ?? 0, isPartial: false };
  }

  private async filtered(queue: QueueName, { name, error, page, pageSize }: SystemJobQuery): Promise<FoundJobs> {
    const { jobs, isPartial } = await this.failed.matching(queue, { name, error });
    return { jobs: jobs.slice((page - 1) * pageSize, page * pageSize), total: jobs.length, isPartial };
  }

  private eventsOf(jobs: readonly QueuedJob[]): Promise<ReadonlyMap<string, JobEventRow>> {
    return this.events.named([...new Set(jobs.flatMap((job) => deliveredBy(job)?.eventId ?? []))]);
  }
}

interface FoundJobs {
  readonly jobs: readonly QueuedJob[];
  readonly total: number;
  readonly isPartial: boolean;
}

const isFiltered = ({ state, name, error }: SystemJobQuery): boolean => state === 'failed' && (name !== undefined || error !== undefined);

const discardedView = (row: DiscardedJobRow): DiscardedJob => ({
  id: row.id,
  jobId: row.jobId,
  name: row.name,
  attempts: row.attempts,
  error: row.error,
  failedAt: row.failedAt?.toISOString() ?? null,
  discardedAt: row.discardedAt.toISOString(),
  discardedByName: row.discardedByName,
  reason: row.reason,
});
