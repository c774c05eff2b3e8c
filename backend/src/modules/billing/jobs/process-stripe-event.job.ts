import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { defineJob, HandlesJob, type JobRun } from '../../../platform/queues/job.js';
import { JobQueue } from '../../../platform/queues/job-queue.js';
import { longestBackoffMs } from '../../../platform/queues/queue-settings.js';
import { AllTenantsStripeEventRepository } from '../persistence/all-tenants-stripe-event.repository.js';
import { StripeEventProcessor } from '../stripe/stripe-event.processor.js';

/** Tries before an event is dead: with the queue's spread they cover an outage of about three hours. */
const ATTEMPTS = 24;
const STRANDED_AFTER_MS = 60_000;
/** Longer than any try takes: Stripe's deadlines and retries together stay below a few minutes. */
const STUCK_AFTER_MS = 15 * 60_000;
/** An event whose rescue is lost too gets another one after this time, not with every look. */
const RESCUE_EVERY_MS = 10 * 60_000;
/** What an outage of the queue left behind comes back at this rate per look. */
const SLICE = 1_000;

export const processStripeEvent = defineJob<'process-stripe-event', { readonly eventId: string }>({
  name: 'process-stripe-event',
  queue: 'stripe',
  attempts: ATTEMPTS,
});

export const rescueStripeEvents = defineJob({ name: 'rescue-stripe-events', queue: 'maintenance', every: 60_000 });

/** Carries stored Stripe events to their processor, also those whose job was lost. */
@Injectable()
export class ProcessStripeEvent {
  constructor(
    private readonly processor: StripeEventProcessor,
    private readonly events: AllTenantsStripeEventRepository,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  @HandlesJob(processStripeEvent)
  run({ eventId }: { readonly eventId: string }, { attempt }: JobRun): Promise<void> {
    const nextAttemptAt = new Date(this.clock.now().getTime() + longestBackoffMs(attempt));
    return this.processor.process(eventId, { isLast: attempt >= ATTEMPTS, nextAttemptAt });
  }

  @HandlesJob(rescueStripeEvents)
  async rescue(): Promise<void> {
    const now = this.clock.now().getTime();
    const ids = await this.events.stranded({
      before: new Date(now - STRANDED_AFTER_MS),
      begunBefore: new Date(now - STUCK_AFTER_MS),
      limit: SLICE,
    });
    await this.queue.enqueueMany(
      processStripeEvent,
      ids.map((eventId) => ({ payload: { eventId }, jobId: `${eventId}-rescue-${Math.floor(now / RESCUE_EVERY_MS)}` })),
    );
  }
}
