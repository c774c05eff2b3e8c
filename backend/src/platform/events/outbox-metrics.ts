import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Metrics } from '../metrics/metrics.js';
import { AllTenantsOutboxRepository } from './all-tenants-outbox.repository.js';

/** How many events wait, and how long the oldest has: the first figures to look at when mail is late. */
@Injectable()
export class OutboxMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly outbox: AllTenantsOutboxRepository,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge(
      'orbis_outbox_pending_events',
      'Events not yet handed to the queue',
      [],
      async () => (await this.outbox.lag()).pending,
    );
    this.metrics.gauge(
      'orbis_outbox_oldest_seconds',
      'Age of the oldest event not yet handed to the queue',
      [],
      async () => (await this.outbox.lag()).oldestSeconds,
    );
  }
}
