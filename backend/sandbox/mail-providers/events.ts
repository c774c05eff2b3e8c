import { createHmac, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { AcceptedMail } from './accepted-mails.js';

/** What happened to a mail behind the provider. */
export type ProviderEventKind = 'delivered' | 'hard_bounce' | 'soft_bounce' | 'complaint' | 'deferred' | 'opened';

/** A signed webhook, ready to be posted. */
export interface SignedWebhook {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface EventOptions {
  /** The provider's id of the event; the same one again is a repeat. */
  readonly eventId?: string;
  readonly at?: Date;
  /** When the webhook says it was signed; now when left out. */
  readonly signedAt?: Date;
}

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);
const fresh = (): string => randomBytes(12).toString('base64url');

const SENDGRID: Readonly<Record<ProviderEventKind, object>> = {
  delivered: { event: 'delivered', response: '250 2.0.0 OK' },
  hard_bounce: {
    event: 'bounce',
    type: 'bounce',
    bounce_classification: 'Invalid Address',
    status: '5.1.1',
    reason: '550 5.1.1 The email account that you tried to reach does not exist.',
  },
  soft_bounce: {
    event: 'bounce',
    type: 'bounce',
    bounce_classification: 'Mailbox Unavailable',
    status: '5.2.2',
    reason: '552 5.2.2 The email account that you tried to reach is over quota',
  },
  complaint: { event: 'spamreport' },
  deferred: { event: 'deferred', response: '451 4.7.1 Try again later', attempt: '2' },
  opened: { event: 'open', useragent: 'Mozilla/5.0' },
};

const RESEND: Readonly<Record<ProviderEventKind, { type: string; data: object }>> = {
  delivered: { type: 'email.delivered', data: {} },
  hard_bounce: {
    type: 'email.bounced',
    data: {
      bounce: {
        type: 'Permanent',
        subType: 'General',
        message: "The recipient's mail server permanently rejected it. 550 5.1.1 user unknown",
      },
    },
  },
  soft_bounce: {
    type: 'email.bounced',
    data: { bounce: { type: 'Transient', subType: 'MailboxFull', message: 'The mailbox is full.' } },
  },
  complaint: { type: 'email.complained', data: {} },
  deferred: { type: 'email.delivery_delayed', data: {} },
  opened: { type: 'email.opened', data: {} },
};

/** Signs as SendGrid does: ECDSA P-256 over timestamp and raw body. Several events make one batch. */
export class SendGridEvents {
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  /** As the dashboard shows it. */
  readonly publicKey = this.#keys.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');

  event(mail: AcceptedMail, kind: ProviderEventKind, { eventId = fresh(), at = new Date() }: EventOptions = {}): object {
    return {
      email: mail.to,
      timestamp: seconds(at),
      'smtp-id': mail.messageId,
      ...SENDGRID[kind],
      ...mail.marks,
      sg_event_id: eventId,
      sg_message_id: `${mail.id}.recvd-5f54b5d587-w9xxp-1-66A0A0A0-1F.0`,
    };
  }

  batch(events: readonly object[], { signedAt = new Date() }: EventOptions = {}): SignedWebhook {
    const body = `${JSON.stringify(events)}\r\n`;
    const timestamp = String(seconds(signedAt));
    return {
      path: '/api/webhooks/email/sendgrid',
      headers: {
        'content-type': 'application/json',
        'x-twilio-email-event-webhook-signature': sign('sha256', Buffer.from(timestamp + body), this.#keys.privateKey).toString('base64'),
        'x-twilio-email-event-webhook-timestamp': timestamp,
      },
      body,
    };
  }
}

/** Signs as Resend (Svix) does: HMAC-SHA-256 over id, timestamp and raw body. */
export class ResendEvents {
  readonly #secret = randomBytes(24);
  readonly secret = `whsec_${this.#secret.toString('base64')}`;

  event(
    mail: AcceptedMail,
    kind: ProviderEventKind,
    { eventId = `msg_${fresh()}`, at = new Date(), signedAt = new Date() }: EventOptions = {},
  ): SignedWebhook {
    const { type, data } = RESEND[kind];
    const created = at.toISOString();
    const body = JSON.stringify({
      type,
      created_at: created,
      data: { created_at: created, email_id: mail.id, to: [mail.to], subject: mail.subject, tags: mail.marks, ...data },
    });
    const timestamp = String(seconds(signedAt));
    const signature = createHmac('sha256', this.#secret).update(`${eventId}.${timestamp}.${body}`).digest('base64');
    return {
      path: '/api/webhooks/email/resend',
      headers: { 'content-type': 'application/json', 'svix-id': eventId, 'svix-timestamp': timestamp, 'svix-signature': `v1,${signature}` },
      body,
    };
  }
}
