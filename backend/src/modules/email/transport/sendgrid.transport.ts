import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { Config } from '../../../platform/config/config.js';
import type { Delivery } from '../domain/delivery.js';
import { mailboxOf } from '../domain/mailbox.js';
import { rateLimitResetOf, retryAfterOf } from '../domain/retry-after.js';
import { type OutgoingEmail, type ProbedTransport } from './email-transport.js';
import { askProvider, callProvider, isAmbiguous, type ProviderAnswer, reasonOf } from './provider-api.js';

/** Statuses that are about this message; everything else is about the account, the network or the hour. */
const ABOUT_THE_MESSAGE = [400, 413, 422];

/** Links stay as they are written, nothing is counted, and our unsubscribe header is the only one. */
const NO_TRACKING = {
  click_tracking: { enable: false, enable_text: false },
  open_tracking: { enable: false },
  subscription_tracking: { enable: false },
  ganalytics: { enable: false },
};

function address(text: string): { email: string; name?: string } {
  const { email, name } = mailboxOf(text);
  return name === null ? { email } : { email, name };
}

/** The body of `POST /v3/mail/send`. Custom arguments come back with every event; no personal data is in them. */
function sendGridBody({ id, tenantId, from, replyTo, to, subject, text, html, messageId, headers, attachments = [] }: OutgoingEmail) {
  return {
    personalizations: [{ to: [{ email: to }], custom_args: { orbis_message: id, orbis_tenant: tenantId } }],
    from: address(from),
    ...(replyTo && { reply_to: address(replyTo) }),
    subject,
    content: [
      { type: 'text/plain', value: text },
      { type: 'text/html', value: html },
    ],
    headers: { ...headers, 'Message-ID': messageId },
    ...(attachments.length > 0 && {
      attachments: attachments.map(({ fileName, contentType, bytes }) => ({
        filename: fileName,
        content: bytes.toString('base64'),
        type: contentType,
        disposition: 'attachment',
      })),
    }),
    tracking_settings: NO_TRACKING,
  };
}

/** SendGrid's HTTP API. It knows no idempotency: a request that was not answered may become a second mail with the same Message-ID. */
@Injectable()
export class SendGridTransport implements ProbedTransport {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  async send(email: OutgoingEmail): Promise<Delivery> {
    const { apiUrl, apiKey = '' } = this.config.email.sendgrid;
    const answer = await callProvider('sendgrid', {
      url: `${apiUrl}/v3/mail/send`,
      headers: { authorization: `Bearer ${apiKey}` },
      body: sendGridBody(email),
    });
    return 'kind' in answer ? answer : this.deliveryOf(answer);
  }

  async probe(): Promise<string> {
    const { apiUrl, apiKey = '' } = this.config.email.sendgrid;
    const answer = await askProvider(`${apiUrl}/v3/scopes`, apiKey);
    if (answer.status !== 200) throw new Error(reasonOf('sendgrid', answer));
    return 'The API takes our key';
  }

  private deliveryOf(answer: ProviderAnswer): Delivery {
    const { status, headers } = answer;
    if (status >= 200 && status < 300) return { kind: 'accepted', providerId: headers.get('x-message-id'), transport: 'sendgrid' };
    const reason = reasonOf('sendgrid', answer);
    if (ABOUT_THE_MESSAGE.includes(status)) return { kind: 'rejected', reason, transport: 'sendgrid', isMailboxGone: false };
    const now = this.clock.now();
    const retryAfter = retryAfterOf(headers.get('retry-after'), now) ?? rateLimitResetOf(headers.get('x-ratelimit-reset'), now);
    return {
      kind: 'deferred',
      reason,
      isOutage: true,
      ...(retryAfter !== null && { retryAfter }),
      ...(isAmbiguous(status) && { heldBy: 'sendgrid' }),
    };
  }
}
