import { Injectable } from '@nestjs/common';
import type pg from 'pg';
import { Clock } from '../clock/clock.js';
import { JobQueue } from '../queues/job-queue.js';
import { traced } from '../metrics/timings.js';
import { AllTenantsOutboxRepository, type PendingEvent } from './all-tenants-outbox.repository.js';
import { deliverEvent } from './deliver-event.job.js';
import { EventRegistry } from './event-registry.js';

const BATCH = 200;

/**
 * Moves committed events to the queue: one job per event and handler. Dying between the queue's answer and the mark adds the same job ids
 * again; the queue ignores those it still knows, `handled_events` the effect of the others.
 */
@Injectable()
export class OutboxRelay {
  constructor(
    private readonly outbox: AllTenantsOutboxRepository,
    private readonly registry: EventRegistry,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /**
   * Relays everything that is pending now.
   * @returns how many events left the outbox
   */
  async flush(): Promise<number> {
    let total = 0;
    for (let moved = BATCH; moved === BATCH; total += moved) {
      const told: (() => void)[] = [];
      moved = await this.outbox.dispatchPending(BATCH, this.clock.now(), async (events, client) => {
        told.splice(0, told.length, ...(await this.tap(client, events)));
        await this.enqueue(events);
      });
      for (const tell of told) tell();
    }
    return total;
  }

  /** One after the other: they share a connection. */
  private async tap(client: Pick<pg.PoolClient, 'query'>, events: readonly PendingEvent[]): Promise<(() => void)[]> {
    const told: (() => void)[] = [];
    for (const tap of this.registry.taps) told.push(await tap.take(client, events));
    return told;
  }

  private enqueue(events: readonly PendingEvent[]): Promise<void> {
    const items = events.flatMap(({ id, name }) =>
      this.registry
        .handlersFor(name)
        .map((handler) => ({ payload: { eventId: id, handler: handler.name }, jobId: `${id}-${handler.name}` })),
    );
    return traced('outbox.relay', () => this.queue.enqueueMany(deliverEvent, items), { 'orbis.events': events.length });
  }
}
