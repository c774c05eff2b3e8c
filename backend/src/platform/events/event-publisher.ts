import { Injectable } from '@nestjs/common';
import { type TenantId } from '../access/tenant-id.js';
import { Clock } from '../clock/clock.js';
import { newId } from '../database/ids.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { currentTraceId } from '../logging/trace-context.js';
import { type DomainEvent, type DomainEventClass } from './domain-event.js';
import { EventRegistry } from './event-registry.js';
import { OutboxBell } from './outbox-bell.js';

const INSERT = `insert into outbox_events (id, tenant_id, name, version, payload, trace_id, created_at) values ($1, $2, $3, $4, $5::jsonb, $6, $7)`;

/** Writes the news into the same commit as the change it is about: nobody hears of an event that was rolled back, none is lost. */
@Injectable()
export class EventPublisher {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registry: EventRegistry,
    private readonly bell: OutboxBell,
    private readonly clock: Clock,
  ) {}

  /** @throws Error outside a unit of work of this tenant, and for an event class that no module registered */
  async publish(tenantId: TenantId, event: DomainEvent): Promise<void> {
    const { eventName, version } = this.classOf(event);
    const row = [newId(), tenantId, eventName, version, JSON.stringify(event.payload), currentTraceId(), this.clock.now()];
    await this.unitOfWork.manager(tenantId).query(INSERT, row);
    this.unitOfWork.afterCommit(() => this.bell.ring());
  }

  private classOf(event: DomainEvent): DomainEventClass {
    const type = event.constructor as DomainEventClass;
    this.registry.assertRegistered(type, 'publish');
    return type;
  }
}
