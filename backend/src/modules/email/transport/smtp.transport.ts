import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import nodemailer from 'nodemailer';
import { Config } from '../../../platform/config/config.js';
import { deliveryOf, type Delivery } from '../domain/delivery.js';
import { EmailTransport, type OutgoingEmail } from './email-transport.js';

const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 } as const;

function connect(url: string) {
  return nodemailer.createTransport({ url, pool: true, maxConnections: 5, maxMessages: 200, ...TIMEOUTS });
}

/** SMTP over a few connections that stay open: without a pool, greeting and TLS cost more than the mail (performance.md §3.7). */
@Injectable()
export class SmtpTransport extends EmailTransport implements OnApplicationShutdown {
  private transporter: ReturnType<typeof connect> | null = null;

  constructor(private readonly config: Config) {
    super();
  }

  async send({ from, to, subject, html, text, messageId, headers }: OutgoingEmail): Promise<Delivery> {
    this.transporter ??= connect(this.config.email.smtpUrl);
    try {
      const sent = await this.transporter.sendMail({
        from,
        to: { name: '', address: to },
        subject,
        html,
        text,
        messageId,
        headers: { ...headers },
        // content comes from templates and rows only
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      return { kind: 'accepted', providerId: sent.messageId, transport: 'smtp' };
    } catch (error) {
      return deliveryOf(error instanceof Error ? error : new Error(String(error)));
    }
  }

  onApplicationShutdown(): void {
    this.transporter?.close();
  }
}
