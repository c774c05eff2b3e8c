import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { JobQueue } from '../../../platform/queues/job-queue.js';
import { deliverWebhook } from '../jobs/deliver-webhook.job.js';
import { AllTenantsWebhookLineRepository } from '../persistence/all-tenants-webhook-line.repository.js';

const BATCH = 200;
/** Messages of one endpoint on their way at once. */
const PER_ENDPOINT = 5;
/** A turn that nobody took by then, its worker dead or the queue longer than that, is given out again. */
const TURN_MS = 120_000;

/** Takes messages whose time has come to the workers' queue. It runs in the workers. */
@Injectable()
export class WebhookHandOver {
  constructor(
    private readonly line: AllTenantsWebhookLineRepository,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** Hands over everything that is due and has room. @returns how many messages that were */
  async flush(): Promise<number> {
    let total = 0;
    for (let moved = BATCH; moved === BATCH; total += moved) moved = await this.turn();
    return total;
  }

  private async turn(): Promise<number> {
    const now = this.clock.now();
    const bounds = { now, until: new Date(now.getTime() + TURN_MS), perEndpoint: PER_ENDPOINT, limit: BATCH };
    const turns = await this.line.take(bounds);
    await this.queue.enqueueMany(
      deliverWebhook,
      turns.map(({ id: deliveryId, tenantId, leaseId }) => ({ payload: { tenantId, deliveryId, leaseId }, jobId: leaseId })),
    );
    return turns.length;
  }
}
