import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { HealthFigures } from '../../../platform/health/health-figures.js';
import { Metrics } from '../../../platform/metrics/metrics.js';
import { lastEventAge } from '../domain/webhook-pulse.js';
import { AllTenantsWebhookPulseRepository } from '../persistence/all-tenants-webhook-pulse.repository.js';

/** The webhooks in Prometheus' figures and in the health report. */
@Injectable()
export class WebhookFigures implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly health: HealthFigures,
    private readonly pulse: AllTenantsWebhookPulseRepository,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.health.add('stripe.webhook.last_event_age', () => this.age());
    this.metrics.gauge(
      'orbis_stripe_last_event_age_seconds',
      'Since an event of Stripe last arrived',
      [],
      async () => (await this.age()) ?? [],
    );
    this.metrics.gauge('orbis_stripe_events_open', 'Events of Stripe that wait to be worked, or for a person', ['state'], async () => {
      const { backlog, dead } = await this.pulse.read();
      return [
        { labels: { state: 'waiting' }, value: backlog },
        { labels: { state: 'dead' }, value: dead },
      ];
    });
  }

  private async age(): Promise<number | null> {
    return lastEventAge({ lastEventAt: await this.pulse.lastEventAt() }, this.clock.now());
  }
}
