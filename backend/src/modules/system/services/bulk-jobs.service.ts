import { Injectable } from '@nestjs/common';
import { BULK_JOBS_MAX, type BulkJobResult, type BulkJobResults, type BulkJobs } from '@orbisvoice/shared-dto';
import type { JobOutcome, QueueName } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import { DomainError, invalidField } from '../../../platform/errors/domain-error.js';
import { QueueHandles } from '../../../platform/queues/queue-handles.js';
import { FailedJobs } from './failed-jobs.js';
import { type JobAct, JobActions } from './job-actions.service.js';

/** Jobs acted upon side by side. */
const LANES = 4;

interface Candidate {
  readonly id: string;
  readonly name: string | null;
}

/** The same act for many dead letters. A dry run shows which, and touches none. */
@Injectable()
export class BulkJobActions {
  constructor(
    private readonly handles: QueueHandles,
    private readonly failed: FailedJobs,
    private readonly actions: JobActions,
  ) {}

  /** @throws DomainError `request.invalid` when jobs are both named and filtered, or when no reason is given */
  async run(actor: Actor, queue: QueueName, order: BulkJobs): Promise<BulkJobResults> {
    const { reason = '' } = order;
    if (!order.isDryRun && reason === '') throw invalidField('reason', 'required', 'says why');
    const all = await this.candidates(queue, order);
    const now = all.slice(0, BULK_JOBS_MAX);
    const act = (one: Candidate): Promise<BulkJobResult> =>
      order.isDryRun
        ? this.rehearse(queue, one, order.action)
        : this.perform(actor, one, { queue, id: one.id, reason, action: order.action });
    const items: BulkJobResult[] = [];
    for (let start = 0; start < now.length; start += LANES) items.push(...(await Promise.all(now.slice(start, start + LANES).map(act))));
    return { isDryRun: order.isDryRun, matched: all.length, remaining: all.length - now.length, items };
  }

  private async candidates(queue: QueueName, { ids, name, error }: BulkJobs): Promise<readonly Candidate[]> {
    if (ids) {
      if (name !== undefined || error !== undefined) throw invalidField('ids', 'exclusive', 'cannot be given with a filter');
      return [...new Set(ids)].map((id) => ({ id, name: null }));
    }
    const { jobs } = await this.failed.matching(queue, { name, error });
    return jobs.map((job) => ({ id: job.id ?? '', name: job.name }));
  }

  private async rehearse(queue: QueueName, { id }: Candidate, action: BulkJobs['action']): Promise<BulkJobResult> {
    const job = await this.handles.of(queue).getJob(id);
    if (!job) return { id, name: null, outcome: 'not_found', keptAs: null };
    return { id, name: job.name, outcome: (await job.isFailed()) ? `would_${action}` : 'not_failed', keptAs: null };
  }

  private async perform(
    actor: Actor,
    one: Candidate,
    act: JobAct & { reason: string; action: BulkJobs['action'] },
  ): Promise<BulkJobResult> {
    try {
      if (act.action === 'discard') return { ...one, outcome: 'discarded', keptAs: await this.actions.discard(actor, act) };
      await this.actions.retry(actor, act);
      return { ...one, outcome: 'retried', keptAs: null };
    } catch (error) {
      return { ...one, outcome: outcomeOf(error), keptAs: null };
    }
  }
}

/** Somebody else was faster; anything else stops the bulk. */
function outcomeOf(error: unknown): JobOutcome {
  if (error instanceof DomainError && error.code === 'queues.job_not_found') return 'not_found';
  if (error instanceof DomainError && error.code === 'queues.job_not_failed') return 'not_failed';
  throw error;
}
