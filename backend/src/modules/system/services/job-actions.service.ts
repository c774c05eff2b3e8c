import { Injectable } from '@nestjs/common';
import type { QueueName } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { newId } from '../../../platform/database/ids.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { JobEnvelope } from '../../../platform/queues/job-runner.js';
import type { QueuedJob } from '../../../platform/queues/queue-connection.js';
import { QueueHandles } from '../../../platform/queues/queue-handles.js';
import { AllTenantsDiscardedJobRepository } from '../persistence/all-tenants-discarded-job.repository.js';
import { JobAudit } from './job-audit.service.js';
import { attemptsOf, errorOf } from './job-view.js';

/** Which job, and why somebody lays hand on it. */
export interface JobAct {
  readonly queue: QueueName;
  readonly id: string;
  readonly reason: string | null;
}

/**
 * What staff do about a dead letter. Each act holds a lock of the job: of two at once the first one acts, and the second is told. The audit
 * entry is written before the queue is asked, for the queue is no part of a transaction: an act that nobody wrote down would be the worse.
 */
@Injectable()
export class JobActions {
  constructor(
    private readonly handles: QueueHandles,
    private readonly discarded: AllTenantsDiscardedJobRepository,
    private readonly audit: JobAudit,
    private readonly clock: Clock,
  ) {}

  /**
   * Lets the job run once more; if it fails, it is a dead letter again.
   * @throws DomainError `queues.job_not_found`, `queues.job_not_failed`
   */
  retry(actor: Actor, { queue, id, reason }: JobAct): Promise<void> {
    return this.discarded.alone(queue, id, async () => {
      const job = await this.deadLetter(queue, id);
      const changes = { state: { before: 'failed', after: 'waiting' }, reason: { before: null, after: reason } };
      await this.audit.record(actor, { action: 'admin.job_retried', queue, job, changes });
      if (job.data.parked) await job.updateData(unparked(job.data));
      await job.retry('failed');
    });
  }

  /**
   * Takes the job out of the queue and keeps it for two weeks.
   * @returns under which id it can be put back
   * @throws DomainError `queues.job_not_found`, `queues.job_not_failed`
   */
  discard(actor: Actor, { queue, id, reason }: JobAct & { readonly reason: string }): Promise<string> {
    return this.discarded.alone(queue, id, async () => {
      const job = await this.deadLetter(queue, id);
      const changes = { state: { before: 'failed', after: 'discarded' }, reason: { before: null, after: reason } };
      await this.audit.record(actor, { action: 'admin.job_discarded', queue, job, changes });
      const keptAs = await this.discarded.keep({
        id: newId(),
        queue,
        jobId: id,
        name: job.name,
        data: unparked(job.data),
        options: {
          attempts: job.opts.attempts,
          backoff: job.opts.backoff,
          removeOnComplete: job.opts.removeOnComplete,
          removeOnFail: job.opts.removeOnFail,
        },
        attempts: attemptsOf(job),
        error: errorOf(job),
        enqueuedAt: new Date(job.timestamp),
        failedAt: job.finishedOn === undefined ? null : new Date(job.finishedOn),
        discardedAt: this.clock.now(),
        discardedBy: actor.userId ?? actor.tenantId,
        reason,
      });
      await job.remove();
      return keptAs;
    });
  }

  /**
   * Puts a discarded job back among the failed ones, as soon as a worker lays it there; it does not run.
   * @throws DomainError `queues.discarded_not_found`
   */
  async restore(actor: Actor, queue: QueueName, keptAs: string): Promise<void> {
    const { jobId } = await this.kept(queue, keptAs);
    await this.discarded.alone(queue, jobId, async () => {
      const kept = await this.kept(queue, keptAs);
      const data = kept.data as JobEnvelope;
      const changes = { state: { before: 'discarded', after: 'failed' } };
      await this.audit.record(actor, { action: 'admin.job_restored', queue, job: { id: jobId, name: kept.name, data }, changes });
      const parked = { error: kept.error ?? 'unknown', attempts: kept.attempts };
      // an id that the queue still knows is not added again: the job was never out
      await this.handles.of(queue).addBulk([{ name: kept.name, data: { ...data, parked }, opts: { ...kept.options, jobId } }]);
      await this.discarded.remove(keptAs);
    });
  }

  private async kept(queue: QueueName, id: string) {
    const kept = await this.discarded.find(queue, id);
    if (!kept) throw new DomainError('queues.discarded_not_found');
    return kept;
  }

  private async deadLetter(queue: QueueName, id: string): Promise<QueuedJob> {
    const job = await this.handles.of(queue).getJob(id);
    if (!job) throw new DomainError('queues.job_not_found');
    if (!(await job.isFailed())) throw new DomainError('queues.job_not_failed');
    return job;
  }
}

const unparked = ({ payload, traceId }: JobEnvelope): JobEnvelope => ({ payload, traceId });
