import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import nodemailer from 'nodemailer';
import { Config } from '../../../platform/config/config.js';
import { deliveryOf, smtpFailureOf, type Delivery } from '../domain/delivery.js';
import { type OutgoingEmail, type ProviderTransport } from './email-transport.js';

const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 } as const;

function connect(url: string) {
  return nodemailer.createTransport({ url, pool: true, maxConnections: 5, maxMessages: 200, ...TIMEOUTS });
}

/** SMTP over a few connections that stay open: without a pool, greeting and TLS cost more than the mail (performance.md §3.7). */
@Injectable()
export class SmtpTransport implements ProviderTransport, OnApplicationShutdown {
  private transporter: ReturnType<typeof connect> | null = null;

  constructor(private readonly config: Config) {}

  async send({ from, replyTo, to, subject, html, text, messageId, headers }: OutgoingEmail): Promise<Delivery> {
    this.transporter ??= connect(this.config.email.smtpUrl ?? '');
    try {
      const sent = await this.transporter.sendMail({
        from,
        to: { name: '', address: to },
        ...(replyTo && { replyTo }),
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
      return deliveryOf(smtpFailureOf(error));
    }
  }

  onApplicationShutdown(): void {
    this.transporter?.close();
  }
}
