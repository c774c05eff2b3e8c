import { Injectable, Logger } from '@nestjs/common';
import { runInTrace } from '../logging/trace-context.js';
import { traced } from '../metrics/timings.js';
import { HandlesJob } from '../queues/job.js';
import { AllTenantsOutboxRepository } from './all-tenants-outbox.repository.js';
import { deliverEvent } from './deliver-event.job.js';
import { EventRegistry } from './event-registry.js';

/** Runs in a worker: one job, one event, one handler. */
@Injectable()
export class EventDelivery {
  private readonly logger = new Logger(EventDelivery.name);

  constructor(
    private readonly outbox: AllTenantsOutboxRepository,
    private readonly registry: EventRegistry,
  ) {}

  @HandlesJob(deliverEvent)
  async deliver({ eventId, handler: name }: { readonly eventId: string; readonly handler: string }): Promise<void> {
    const handler = this.registry.handlerNamed(name);
    // kept as a failed job, not dropped: a deployment that renamed a handler must be seen
    if (!handler) throw new Error(`no event handler is named ${name}`);
    const event = await this.outbox.find(eventId);
    if (!event) {
      this.logger.warn(`event ${eventId} is past its retention; ${name} has nothing to do`);
      return;
    }
    await runInTrace(event.traceId ?? event.id, () =>
      traced(`event ${event.name}`, () => handler.handle(event), { 'orbis.handler': name, 'orbis.event_id': eventId }),
    );
  }
}
