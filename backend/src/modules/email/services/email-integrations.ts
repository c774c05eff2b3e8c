import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EmailTransportName } from '@orbisvoice/shared-dto/values';
import { Config } from '../../../platform/config/config.js';
import { Integrations } from '../../../platform/reports/integrations.js';
import type { ProbedTransport } from '../transport/email-transport.js';
import { ResendTransport } from '../transport/resend.transport.js';
import { SendGridTransport } from '../transport/sendgrid.transport.js';
import { SmtpTransport } from '../transport/smtp.transport.js';

/** Tells staff's page which ways out and which webhooks of providers this installation has. */
@Injectable()
export class EmailIntegrations implements OnModuleInit {
  constructor(
    private readonly integrations: Integrations,
    private readonly config: Config,
    private readonly smtp: SmtpTransport,
    private readonly sendgrid: SendGridTransport,
    private readonly resend: ResendTransport,
  ) {}

  onModuleInit(): void {
    const { transport, fallbackTransport, sendgrid, resend } = this.config.email;
    const transports: Readonly<Record<EmailTransportName, ProbedTransport>> = {
      smtp: this.smtp,
      sendgrid: this.sendgrid,
      resend: this.resend,
    };
    for (const name of fallbackTransport === null ? [transport] : [transport, fallbackTransport]) {
      this.integrations.add({ name, kind: 'email', probe: () => transports[name].probe() });
    }
    if (sendgrid.webhookPublicKey !== undefined) this.integrations.add({ name: 'sendgrid-webhook', kind: 'webhooks', probe: null });
    if (resend.webhookSecret !== undefined) this.integrations.add({ name: 'resend-webhook', kind: 'webhooks', probe: null });
  }
}
