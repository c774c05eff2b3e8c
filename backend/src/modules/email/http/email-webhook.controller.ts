import { Controller, Post } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { EmailWebhookReceipt } from '@orbisvoice/shared-dto';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { singleHeader, type SignedRequest } from '../../../platform/http/gateway-routes.js';
import { EmailWebhooks } from '../services/email-webhooks.service.js';

const SENDGRID_TIMESTAMP = 'x-twilio-email-event-webhook-timestamp';
const SENDGRID_SIGNATURE = 'x-twilio-email-event-webhook-signature';
const SIGNED = { required: true, schema: { type: 'string' } } as const;

@Controller('webhooks/email')
export class EmailWebhookController {
  constructor(private readonly webhooks: EmailWebhooks) {}

  @Post('sendgrid')
  @ApiHeader({ name: SENDGRID_TIMESTAMP, ...SIGNED })
  @ApiHeader({ name: SENDGRID_SIGNATURE, ...SIGNED })
  @ApiEndpoint({
    gateway: 'sendgrid',
    ok: EmailWebhookReceipt,
    errors: ['email.signature_invalid', 'email.webhook_disabled', 'service.unavailable'],
    summary: 'Receives batches of SendGrid events, signed over the raw body',
  })
  sendgrid({ body, headers }: SignedRequest): Promise<EmailWebhookReceipt> {
    const timestamp = singleHeader(headers, SENDGRID_TIMESTAMP);
    return this.webhooks.fromSendGrid({ body, timestamp, signature: singleHeader(headers, SENDGRID_SIGNATURE) });
  }

  @Post('resend')
  @ApiHeader({ name: 'svix-id', ...SIGNED })
  @ApiHeader({ name: 'svix-timestamp', ...SIGNED })
  @ApiHeader({ name: 'svix-signature', ...SIGNED })
  @ApiEndpoint({
    gateway: 'resend',
    ok: EmailWebhookReceipt,
    errors: ['email.signature_invalid', 'email.webhook_disabled', 'service.unavailable'],
    summary: 'Receives Resend events, signed over the raw body',
  })
  resend({ body, headers }: SignedRequest): Promise<EmailWebhookReceipt> {
    const given = { body, timestamp: singleHeader(headers, 'svix-timestamp'), signature: singleHeader(headers, 'svix-signature') };
    return this.webhooks.fromResend(singleHeader(headers, 'svix-id'), given);
  }
}
