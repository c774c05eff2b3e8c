import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { Metrics } from '../../../platform/metrics/metrics.js';
import { AllTenantsWebhookLineRepository } from '../persistence/all-tenants-webhook-line.repository.js';

/** How much is due and not sent, and for how long. */
@Injectable()
export class WebhookMetrics {
  constructor(metrics: Metrics, line: AllTenantsWebhookLineRepository, clock: Clock) {
    metrics.gauge('orbis_webhooks_waiting', 'Messages to endpoints that are due and not sent', [], async () => {
      return (await line.waiting(clock.now())).waiting;
    });
    metrics.gauge('orbis_webhooks_oldest_seconds', 'Age of the oldest of them', [], async () => (await line.waiting(clock.now())).oldest);
  }
}
