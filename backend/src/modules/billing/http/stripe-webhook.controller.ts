import { Controller, Post } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { singleHeader, type SignedRequest } from '../../../platform/http/gateway-routes.js';
import { StripeInbox } from '../services/stripe-inbox.service.js';
import { WebhookReceipt } from './billing.dto.js';

@Controller('webhooks/stripe')
export class StripeWebhookController {
  constructor(private readonly inbox: StripeInbox) {}

  @Post()
  @ApiHeader({ name: 'stripe-signature', required: true, schema: { type: 'string' } })
  @ApiEndpoint({
    gateway: 'stripe',
    ok: WebhookReceipt,
    errors: ['billing.signature_invalid', 'service.unavailable'],
    summary: 'Receives Stripe events, signed over the raw body',
  })
  receive({ body, headers }: SignedRequest): Promise<WebhookReceipt> {
    return this.inbox.receive(body, singleHeader(headers, 'stripe-signature'));
  }
}
