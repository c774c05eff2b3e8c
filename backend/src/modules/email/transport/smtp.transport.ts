import { Readable } from 'node:stream';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import nodemailer from 'nodemailer';
import { Config } from '../../../platform/config/config.js';
import { deliveryOf, smtpFailureOf, type Delivery } from '../domain/delivery.js';
import { mailboxOf } from '../domain/mailbox.js';
import { type OutgoingEmail, type ProbedTransport } from './email-transport.js';
import { mimeMessage } from './mime-message.js';

const PROBE_TIMEOUTS = { connectionTimeout: 8_000, greetingTimeout: 8_000, socketTimeout: 8_000 } as const;
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 } as const;

/** A message that is ready goes out as one piece. Nodemailer would lead it through three more streams. */
const inOnePiece = (raw: string): Readable =>
  new Readable({
    read() {
      this.push(raw);
      this.push(null);
    },
  });

function connect(url: string) {
  const transporter = nodemailer.createTransport({ url, pool: true, maxConnections: 5, maxMessages: 200, ...TIMEOUTS });
  return transporter.use('stream', (mail, done) => {
    const { raw } = mail.data;
    if (typeof raw === 'string' && mail.message) mail.message.createReadStream = () => inOnePiece(raw);
    done();
  });
}

/** SMTP over a few connections that stay open: without a pool, greeting and TLS cost more than the mail (performance.md §3.7). */
@Injectable()
export class SmtpTransport implements ProbedTransport, OnApplicationShutdown {
  private transporter: ReturnType<typeof connect> | null = null;

  constructor(private readonly config: Config) {}

  async send(email: OutgoingEmail): Promise<Delivery> {
    this.transporter ??= connect(this.config.email.smtpUrl ?? '');
    try {
      const envelope = { from: mailboxOf(email.from).email, to: { name: '', address: email.to } };
      const sent = await this.transporter.sendMail({ envelope, messageId: email.messageId, raw: mimeMessage(email) });
      return { kind: 'accepted', providerId: sent.messageId, transport: 'smtp' };
    } catch (error) {
      return deliveryOf(smtpFailureOf(error));
    }
  }

  /** On a connection of its own: greeting, TLS, log-in, and no mail. */
  async probe(): Promise<string> {
    const connection = nodemailer.createTransport({ url: this.config.email.smtpUrl ?? '', ...PROBE_TIMEOUTS });
    try {
      await connection.verify();
      return 'The server greets us and takes our log-in';
    } finally {
      connection.close();
    }
  }

  onApplicationShutdown(): void {
    this.transporter?.close();
  }
}
