import { Injectable } from '@nestjs/common';
import { tenantIdOf } from '../../../platform/access/tenant-id.js';
import { Metrics } from '../../../platform/metrics/metrics.js';
import { HandlesJob } from '../../../platform/queues/job.js';
import { deliverWebhook } from '../jobs/deliver-webhook.job.js';
import { WebhookDeliveryRepository } from '../persistence/webhook-delivery.repository.js';
import { WebhookOutcomes } from './webhook-outcomes.js';
import { WebhookPost } from './webhook-post.js';

const BOUNDS_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15];

/** Sends one message once and writes down what became of it. A turn that is no longer its own it leaves alone. */
@Injectable()
export class WebhookSender {
  private readonly took;

  constructor(
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly posts: WebhookPost,
    private readonly outcomes: WebhookOutcomes,
    metrics: Metrics,
  ) {
    const help = 'Requests to endpoints of workspaces, by what came of them';
    this.took = metrics.histogram('orbis_webhook_request_seconds', help, ['outcome'], BOUNDS_SECONDS);
  }

  @HandlesJob(deliverWebhook)
  async run(job: { readonly tenantId: string; readonly deliveryId: string; readonly leaseId: string }): Promise<void> {
    const tenantId = tenantIdOf(job.tenantId);
    const turn = await this.deliveries.turn(tenantId, job.deliveryId, job.leaseId);
    if (!turn) return;
    const result = await this.posts.send(turn);
    this.took.observe({ outcome: result.error ?? 'succeeded' }, result.durationMs / 1_000);
    await this.outcomes.note(tenantId, turn, result);
  }
}
