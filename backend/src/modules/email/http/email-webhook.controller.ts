import { Controller, Headers, Post, Req, type RawBodyRequest } from '@nestjs/common';
import { EmailWebhookReceipt } from '@orbisvoice/shared-dto';
import type { FastifyRequest } from 'fastify';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { EmailWebhooks } from '../services/email-webhooks.service.js';

@Controller('webhooks/email')
export class EmailWebhookController {
  constructor(private readonly webhooks: EmailWebhooks) {}

  @Post('sendgrid')
  @ApiEndpoint({
    gateway: 'sendgrid',
    ok: EmailWebhookReceipt,
    errors: ['email.signature_invalid', 'email.webhook_disabled', 'service.unavailable'],
    summary: 'Receives batches of SendGrid events, signed over the raw body',
  })
  sendgrid(
    @Req() request: RawBodyRequest<FastifyRequest>,
    @Headers('x-twilio-email-event-webhook-timestamp') timestamp?: string,
    @Headers('x-twilio-email-event-webhook-signature') signature?: string,
  ): Promise<EmailWebhookReceipt> {
    return this.webhooks.fromSendGrid({ body: request.rawBody, timestamp, signature });
  }

  @Post('resend')
  @ApiEndpoint({
    gateway: 'resend',
    ok: EmailWebhookReceipt,
    errors: ['email.signature_invalid', 'email.webhook_disabled', 'service.unavailable'],
    summary: 'Receives Resend events, signed over the raw body',
  })
  resend(@Req() request: RawBodyRequest<FastifyRequest>): Promise<EmailWebhookReceipt> {
    const part = (name: string): string | undefined => {
      const value = request.headers[name];
      return Array.isArray(value) ? undefined : value;
    };
    const given = { body: request.rawBody, timestamp: part('svix-timestamp'), signature: part('svix-signature') };
    return this.webhooks.fromResend(part('svix-id'), given);
  }
}
