import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { JobQueue } from '../../../platform/queues/job-queue.js';
import { processStripeEvent } from '../jobs/process-stripe-event.job.js';
import { AllTenantsStripeEventRepository } from '../persistence/all-tenants-stripe-event.repository.js';

const BATCH = 500;

/**
 * Takes stored events to the workers' queue. It runs in the workers, not behind the webhook: adding jobs costs more than storing the events
 * they are for. Dying between the queue's answer and the mark adds the same job ids again, which the queue ignores; a job that is lost
 * later is found by `rescue-stripe-events`.
 */
@Injectable()
export class StripeHandOver {
  constructor(
    private readonly events: AllTenantsStripeEventRepository,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /**
   * Hands over everything that arrived and was not handed over yet.
   * @returns how many events that were
   */
  async flush(): Promise<number> {
    let total = 0;
    for (let moved = BATCH; moved === BATCH; total += moved) {
      moved = await this.events.handOver(BATCH, this.clock.now(), (ids) =>
        this.queue.enqueueMany(
          processStripeEvent,
          ids.map((eventId) => ({ payload: { eventId }, jobId: eventId })),
        ),
      );
    }
    return total;
  }
}
