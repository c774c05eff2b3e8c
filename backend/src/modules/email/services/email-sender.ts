import { Injectable, Logger } from '@nestjs/common';

import { tenantIdOf } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { HandlesJob } from '../../../platform/queues/job.js';
import type { Delivery } from '../domain/delivery.js';
import { nextAttempt } from '../domain/retry.js';
import { sendEmail } from '../jobs/send-email.job.js';
import type { EmailOutcome, LeasedEmail } from '../persistence/email-message.js';
import { EmailMessageRepository } from '../persistence/email-message.repository.js';
import { EmailComposer } from './email-composer.js';
import { EmailDispatch } from './email-dispatch.js';
import { SendPolicy } from './send-policy.js';

/** Longer than every time-out of the transport together. */
const LEASE_MS = 120_000;

/**
 * Takes a mail from its row to the server. The row is leased first and marked after the server's answer. SMTP has no way to ask "did you
 * get it?": a process that dies between answer and mark leaves a lease that runs out, and the mail goes out once more with the same
 * Message-ID. That is the one duplicate there can be, and mailboxes that look for duplicates drop it.
 */
@Injectable()
export class EmailSender {
  private readonly logger = new Logger(EmailSender.name);

  constructor(
    private readonly messages: EmailMessageRepository,
    private readonly policy: SendPolicy,
    private readonly composer: EmailComposer,
    private readonly dispatcher: EmailDispatch,
    private readonly clock: Clock,
  ) {}

  @HandlesJob(sendEmail)
  async send({ id, tenantId }: { readonly id: string; readonly tenantId: string }): Promise<void> {
    const now = this.clock.now();
    const message = await this.messages.lease(tenantIdOf(tenantId), id, { now, until: new Date(now.getTime() + LEASE_MS) });
    if (!message) return;
    const outcome = await this.attempt(message);
    await this.messages.release(message, outcome);
    if (outcome.status === 'failed') this.logger.error({ message: 'mail failed', id, template: message.template, error: outcome.error });
  }

  private async attempt(message: LeasedEmail): Promise<EmailOutcome> {
    try {
      const [refusal = null] = await this.policy.refusals([message]);
      if (refusal !== null) return { ...UNSENT, status: 'suppressed', error: refusal };
      const content = await this.composer.compose(message);
      if (!content) return { ...UNSENT, status: 'suppressed', error: 'what the link was for is over' };
      const delivery = await this.dispatcher.dispatch(message, content);
      return { ...this.outcomeOf(message, delivery), subject: content.subject };
    } catch (error) {
      // a missing variable or a database that is away: visible on the row, tried again while it is young
      return this.outcomeOf(message, {
        kind: 'deferred',
        reason: String(error).slice(0, 500),
        ...(message.transport && { heldBy: message.transport }),
      });
    }
  }

  private outcomeOf(message: LeasedEmail, delivery: Delivery): EmailOutcome {
    switch (delivery.kind) {
      case 'accepted':
        return {
          ...UNSENT,
          status: 'sent',
          providerMessageId: delivery.providerId,
          sentAt: this.clock.now(),
          transport: delivery.transport,
        };
      case 'rejected':
        return { ...UNSENT, status: 'failed', error: delivery.reason, transport: delivery.transport };
      case 'deferred': {
        const nextAttemptAt = nextAttempt(message, this.clock.now(), { spread: Math.random(), atLeast: delivery.retryAfter });
        const transport = delivery.heldBy ?? null;
        return { ...UNSENT, status: nextAttemptAt ? 'queued' : 'failed', error: delivery.reason, nextAttemptAt, transport };
      }
    }
  }
}

const UNSENT = { error: null, nextAttemptAt: null, subject: null, providerMessageId: null, sentAt: null, transport: null } as const;
