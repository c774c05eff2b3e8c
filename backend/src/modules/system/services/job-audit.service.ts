import { Injectable } from '@nestjs/common';
import type { AuditAction, QueueName } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import { tenantIdOf } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { AuditLog, type AuditChanges } from '../../audit/index.js';
import { AllTenantsJobEventRepository } from '../persistence/all-tenants-job-event.repository.js';
import { deliveredBy, type JobCore } from './job-view.js';

/** What staff did to a queue or to a job of it. */
export interface QueueAct {
  readonly action: Extract<AuditAction, `admin.job_${string}` | `admin.queue_${string}`>;
  readonly queue: QueueName;
  /** Null when the act is about the whole queue. */
  readonly job: JobCore | null;
  readonly changes: AuditChanges;
}

/** Writes down what staff do to the queues. */
@Injectable()
export class JobAudit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly events: AllTenantsJobEventRepository,
  ) {}

  /** In the log of the tenant whose event the job delivers; anything else goes to the log of staff's own tenant. */
  async record(actor: Actor, { action, queue, job, changes }: QueueAct): Promise<void> {
    const eventId = job && deliveredBy(job)?.eventId;
    const event = eventId ? (await this.events.named([eventId])).get(eventId) : undefined;
    const tenantId = event ? tenantIdOf(event.tenantId) : actor.tenantId;
    await this.unitOfWork.run(tenantId, () =>
      this.audit.record(actor, {
        action,
        targetType: job ? 'job' : 'queue',
        targetId: job ? `${queue}/${job.id ?? ''}` : queue,
        changes: { ...(job && { job: { before: null, after: job.name } }), ...changes },
        tenantId,
      }),
    );
  }
}
