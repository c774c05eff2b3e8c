import { Injectable } from '@nestjs/common';
import type { StripeEventStatus } from '@orbisvoice/shared-dto/values';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { JobQueue } from '../../../platform/queues/job-queue.js';
import { processStripeEvent } from '../jobs/process-stripe-event.job.js';
import { AllTenantsStripeEventRepository, type NewStripeEvent } from '../persistence/all-tenants-stripe-event.repository.js';
import { StripeClient } from '../stripe/stripe.client.js';
import type { StripeEvent } from '../stripe/stripe.gateway.js';
import { MicroBatcher } from './micro-batcher.js';

/** Verify, store, hand to a worker, answer; nothing else happens while Stripe waits (stripe.md D1). */
@Injectable()
export class StripeInbox {
  private readonly batcher: MicroBatcher<NewStripeEvent, StripeEventStatus>;

  constructor(
    events: AllTenantsStripeEventRepository,
    private readonly stripe: StripeClient,
    private readonly queue: JobQueue,
  ) {
    this.batcher = new MicroBatcher((batch) => events.store(batch));
  }

  /** Resolves once the event is committed and enqueued; a repeat of a finished one is only acknowledged. */
  async receive(body: Buffer | undefined, signature: string | undefined): Promise<{ received: true }> {
    if (!body || !signature) throw new DomainError('billing.signature_invalid');
    const event = this.stripe.verify(body, signature);
    const [status] = await this.batcher.submit(event.id, [toNewEvent(event, body)]);
    if (status !== 'done' && status !== 'ignored') await this.queue.enqueue(processStripeEvent, { eventId: event.id }, { jobId: event.id });
    return { received: true };
  }
}

function toNewEvent(event: StripeEvent, body: Buffer): NewStripeEvent {
  const object: unknown = event.data.object;
  const id: unknown = typeof object === 'object' && object !== null ? Reflect.get(object, 'id') : null;
  return {
    id: event.id,
    type: event.type,
    apiVersion: event.api_version,
    isLivemode: event.livemode,
    objectId: typeof id === 'string' ? id : null,
    createdAt: new Date(event.created * 1_000),
    payload: body.toString('utf8'),
  };
}
