import { Injectable } from '@nestjs/common';
import { MicroBatcher } from '../../../platform/database/micro-batcher.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { IntegrationJournal } from '../../../platform/reports/integration-journal.js';
import { AllTenantsStripeEventRepository, type NewStripeEvent } from '../persistence/all-tenants-stripe-event.repository.js';
import { toNewStripeEvent } from '../stripe/new-stripe-event.js';
import { StripeClient } from '../stripe/stripe.client.js';
import { StripeEventBell } from './stripe-event-bell.js';

/** Events lock nothing of each other: fewer, larger statements cost less each, and the next fills while one waits for its flush. */
const STATEMENTS_AT_ONCE = 1;

/** Verify, store, answer, hand to a worker; nothing else happens while Stripe waits (stripe.md D1). */
@Injectable()
export class StripeInbox {
  private readonly batcher: MicroBatcher<NewStripeEvent, boolean>;

  constructor(
    events: AllTenantsStripeEventRepository,
    private readonly stripe: StripeClient,
    private readonly bell: StripeEventBell,
    private readonly journal: IntegrationJournal,
  ) {
    this.batcher = new MicroBatcher((batch) => events.store(batch), STATEMENTS_AT_ONCE);
  }

  /** Resolves once the event is committed; a repeat is only acknowledged: whoever stored it rang, and the workers look by themselves. */
  async receive(body: Buffer, signature: string | undefined): Promise<{ received: true }> {
    const text = body.toString('utf8');
    const event = toNewStripeEvent(this.verified(text, signature), text);
    const [isNew] = await this.batcher.submit(event.id, [event]);
    if (isNew) this.bell.ring();
    return { received: true };
  }

  /** @throws DomainError `billing.signature_invalid`, `request.malformed_json`; staff see how often */
  private verified(text: string, signature: string | undefined): ReturnType<StripeClient['verify']> {
    try {
      if (text === '' || !signature) throw new DomainError('billing.signature_invalid');
      const event = this.stripe.verify(text, signature);
      this.journal.note('stripe-webhook', { ms: null });
      return event;
    } catch (error) {
      this.journal.note('stripe-webhook', { ms: null, error: 'A request without a valid signature' });
      throw error;
    }
  }
}
