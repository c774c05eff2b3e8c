import { Injectable } from '@nestjs/common';
import type { StripeEventStatus } from '@orbisvoice/shared-dto/values';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { AllTenantsStripeEventRepository, type NewStripeEvent } from '../persistence/all-tenants-stripe-event.repository.js';
import { toNewStripeEvent } from '../stripe/new-stripe-event.js';
import { StripeClient } from '../stripe/stripe.client.js';
import { MicroBatcher } from './micro-batcher.js';
import { StripeEventBell } from './stripe-event-bell.js';

/** Verify, store, answer, hand to a worker; nothing else happens while Stripe waits (stripe.md D1). */
@Injectable()
export class StripeInbox {
  private readonly batcher: MicroBatcher<NewStripeEvent, StripeEventStatus>;

  constructor(
    events: AllTenantsStripeEventRepository,
    private readonly stripe: StripeClient,
    private readonly bell: StripeEventBell,
  ) {
    this.batcher = new MicroBatcher((batch) => events.store(batch));
  }

  /** Resolves once the event is committed; a repeat of one that was worked or given up is only acknowledged. */
  async receive(body: Buffer, signature: string | undefined): Promise<{ received: true }> {
    if (body.length === 0 || !signature) throw new DomainError('billing.signature_invalid');
    const text = body.toString('utf8');
    const event = toNewStripeEvent(this.stripe.verify(text, signature), text);
    const [status] = await this.batcher.submit(event.id, [event]);
    if (status === 'received') this.bell.ring();
    return { received: true };
  }
}
