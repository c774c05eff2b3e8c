import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { Config } from '../../../platform/config/config.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { Metrics } from '../../../platform/metrics/metrics.js';
import { IntegrationJournal } from '../../../platform/reports/integration-journal.js';
import type { ProviderEvent } from '../domain/bounce-policy.js';
import { resendEventOf } from '../transport/resend.events.js';
import { sendGridEventOf } from '../transport/sendgrid.events.js';
import { isSignedByResend, isSignedBySendGrid, type SignedBody } from '../transport/webhook-signatures.js';
import { BounceService } from './bounce.service.js';

/** A webhook as it arrived: every part may be missing. */
export type GivenWebhook = { readonly [key in keyof SignedBody]: SignedBody[key] | undefined };

/** Null: says nothing about delivery. Undefined: cannot be read. */
type ReadEvent = ProviderEvent | null | undefined;

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    // signed, yet no JSON: counted as one event that cannot be read
    return undefined;
  }
}

/** Believes what is signed, and takes each event in once; what it does not know is counted and answered like the rest. */
@Injectable()
export class EmailWebhooks {
  private readonly logger = new Logger(EmailWebhooks.name);
  private readonly counter;

  constructor(
    private readonly bounces: BounceService,
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly journal: IntegrationJournal,
    metrics: Metrics,
  ) {
    this.counter = metrics.counter('orbis_email_webhook_events_total', 'Events of mail providers, by what came of them', [
      'provider',
      'outcome',
    ]);
  }

  async fromSendGrid(given: GivenWebhook): Promise<{ received: true }> {
    const { webhookPublicKey } = this.config.email.sendgrid;
    if (webhookPublicKey === undefined) throw new DomainError('email.webhook_disabled');
    const signed = this.believed('sendgrid', complete(given), (body) => isSignedBySendGrid(webhookPublicKey, body, this.clock.now()));
    const events = parsed(signed.body);
    return this.take('sendgrid', Array.isArray(events) ? events.map(sendGridEventOf) : [undefined]);
  }

  async fromResend(id: string | undefined, given: GivenWebhook): Promise<{ received: true }> {
    const { webhookSecret } = this.config.email.resend;
    if (webhookSecret === undefined) throw new DomainError('email.webhook_disabled');
    const eventId = id ?? '';
    const isSigned = (body: SignedBody): boolean => isSignedByResend(webhookSecret, { id: eventId, ...body }, this.clock.now());
    const signed = this.believed('resend', eventId === '' ? null : complete(given), isSigned);
    return this.take('resend', [resendEventOf(eventId, parsed(signed.body))]);
  }

  /** @throws DomainError `email.signature_invalid`, which staff see among the provider's errors */
  private believed(provider: ProviderEvent['provider'], given: SignedBody | null, isSigned: (body: SignedBody) => boolean): SignedBody {
    const isOurs = given !== null && isSigned(given);
    this.journal.note(`${provider}-webhook`, { ms: null, ...(!isOurs && { error: 'A request without a valid signature' }) });
    if (!isOurs) throw new DomainError('email.signature_invalid');
    return given;
  }

  /** One after the other: when the database goes away in between, the provider sends the batch again and the first ones are repeats. */
  private async take(provider: ProviderEvent['provider'], events: readonly ReadEvent[]): Promise<{ received: true }> {
    for (const event of events) {
      const outcome = event ? await this.bounces.apply(event) : event === null ? 'ignored' : 'unreadable';
      if (outcome === 'unreadable') this.logger.warn({ message: 'a signed event could not be read', provider });
      this.counter.inc({ provider, outcome });
    }
    return { received: true };
  }
}

/** Null when a part is missing. */
function complete({ body, timestamp, signature }: GivenWebhook): SignedBody | null {
  return body && timestamp && signature ? { body, timestamp, signature } : null;
}
