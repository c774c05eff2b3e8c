import { type DynamicModule, Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { AllTenantsOutboxRepository } from './all-tenants-outbox.repository.js';
import { type DomainEventClass } from './domain-event.js';
import { EventDelivery } from './event-delivery.js';
import { EventPublisher } from './event-publisher.js';
import { EventRegistration, EventRegistry } from './event-registry.js';
import { HandledEvents } from './handled-events.js';
import { OutboxBell } from './outbox-bell.js';
import { OutboxMetrics } from './outbox-metrics.js';
import { OutboxRelay } from './outbox-relay.js';
import { PurgeOutbox } from './purge-outbox.job.js';

@Module({})
class EventsFeatureModule {}

/** Publishing, claiming and delivering events; in every process. The relay's loop is `OutboxRelayModule`, in workers only. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    EventRegistry,
    AllTenantsOutboxRepository,
    OutboxBell,
    EventPublisher,
    HandledEvents,
    EventDelivery,
    OutboxRelay,
    OutboxMetrics,
    PurgeOutbox,
  ],
  exports: [EventPublisher, HandledEvents, EventRegistry, OutboxRelay],
})
export class EventsModule {
  /** Says which events a module publishes. */
  static forFeature(events: readonly DomainEventClass[]): DynamicModule {
    const token = `events ${events.map(({ eventName }) => eventName).join(' ')}`;
    return { module: EventsFeatureModule, providers: [{ provide: token, useValue: new EventRegistration(events) }] };
  }
}
