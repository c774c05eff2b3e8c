import { Injectable } from '@nestjs/common';
import type { QueueName } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { QueueHandles } from '../../../platform/queues/queue-handles.js';
import { AllTenantsDiscardedJobRepository } from '../persistence/all-tenants-discarded-job.repository.js';
import { AllTenantsQueueFiguresRepository } from '../persistence/all-tenants-queue-figures.repository.js';
import { JobAudit } from './job-audit.service.js';

/** Stops and starts a queue on the whole platform: jobs that run come to their end, the others wait. Asking twice changes nothing. */
@Injectable()
export class QueueSwitch {
  constructor(
    private readonly handles: QueueHandles,
    private readonly figures: AllTenantsQueueFiguresRepository,
    private readonly locks: AllTenantsDiscardedJobRepository,
    private readonly audit: JobAudit,
    private readonly clock: Clock,
  ) {}

  pause(actor: Actor, queue: QueueName, reason: string): Promise<void> {
    return this.locks.alone(queue, '', async () => {
      if (await this.handles.of(queue).isPaused()) return;
      const changes = { state: { before: 'running', after: 'paused' }, reason: { before: null, after: reason } };
      await this.audit.record(actor, { action: 'admin.queue_paused', queue, job: null, changes });
      await this.figures.forgetPause(queue);
      await this.figures.notePause(queue, { at: this.clock.now(), by: actor.userId ?? actor.tenantId, reason });
      await this.handles.of(queue).pause();
    });
  }

  resume(actor: Actor, queue: QueueName, reason: string): Promise<void> {
    return this.locks.alone(queue, '', async () => {
      if (!(await this.handles.of(queue).isPaused())) return;
      const changes = { state: { before: 'paused', after: 'running' }, reason: { before: null, after: reason } };
      await this.audit.record(actor, { action: 'admin.queue_resumed', queue, job: null, changes });
      await this.handles.of(queue).resume();
      await this.figures.forgetPause(queue);
    });
  }
}
