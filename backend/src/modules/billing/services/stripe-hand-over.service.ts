import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { currentTraceId } from '../../../platform/logging/trace-context.js';
import type { JobItem } from '../../../platform/queues/job-queue.js';
import { JobQueue } from '../../../platform/queues/job-queue.js';
import { processStripeEvent } from '../jobs/process-stripe-event.job.js';

const MAX_PER_BULK = 500;
/** More than this waits only while the queue is away; the rescue finds those left out. */
const MAX_WAITING = 20_000;

/**
 * Takes stored events to the workers' queue, behind the answer to Stripe: they are committed by then, so whatever happens to the queue or to
 * this process in between only delays them until the rescue looks (`rescue-stripe-events`). One bulk at a time: what comes meanwhile is the
 * next.
 */
@Injectable()
export class StripeHandOver implements BeforeApplicationShutdown {
  private readonly logger = new Logger(StripeHandOver.name);
  private waiting: JobItem<{ readonly eventId: string }>[] = [];
  private running: Promise<void> | null = null;
  private leftOut = 0;

  constructor(private readonly queue: JobQueue) {}

  /** Never fails and never waits. */
  take(eventId: string): void {
    if (this.waiting.length >= MAX_WAITING) {
      this.leftOut++;
      return;
    }
    this.waiting.push({ payload: { eventId }, jobId: eventId, traceId: currentTraceId() });
    this.running ??= this.run().finally(() => (this.running = null));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.running;
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0) {
      const bulk = this.waiting.splice(0, MAX_PER_BULK);
      try {
        await this.queue.enqueueMany(processStripeEvent, bulk);
      } catch (error) {
        this.leftOut += bulk.length;
        this.logger.warn({ message: 'stored Stripe events wait for the rescue', events: this.leftOut, error: String(error) });
        this.leftOut = 0;
      }
    }
  }
}
