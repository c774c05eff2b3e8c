import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { defineJob, HandlesJob } from '../../../platform/queues/job.js';
import { JobQueue } from '../../../platform/queues/job-queue.js';
import { AllTenantsStripeEventRepository } from '../persistence/all-tenants-stripe-event.repository.js';
import { StripeEventProcessor } from '../stripe/stripe-event.processor.js';

const STRANDED_AFTER_MS = 60_000;
const SLICE = 200;

export const processStripeEvent = defineJob<'process-stripe-event', { readonly eventId: string }>({
  name: 'process-stripe-event',
  queue: 'stripe',
});

export const rescueStripeEvents = defineJob({ name: 'rescue-stripe-events', queue: 'maintenance', every: 60_000 });

/** Carries stored Stripe events to their processor, also those whose job was lost between the two commits. */
@Injectable()
export class ProcessStripeEvent {
  constructor(
    private readonly processor: StripeEventProcessor,
    private readonly events: AllTenantsStripeEventRepository,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  @HandlesJob(processStripeEvent)
  run({ eventId }: { readonly eventId: string }): Promise<void> {
    return this.processor.process(eventId);
  }

  @HandlesJob(rescueStripeEvents)
  async rescue(): Promise<void> {
    const now = this.clock.now().getTime();
    const ids = await this.events.stranded(new Date(now - STRANDED_AFTER_MS), SLICE);
    await this.queue.enqueueMany(
      processStripeEvent,
      ids.map((eventId) => ({ payload: { eventId }, jobId: `${eventId}-rescue-${Math.floor(now / STRANDED_AFTER_MS)}` })),
    );
  }
}
