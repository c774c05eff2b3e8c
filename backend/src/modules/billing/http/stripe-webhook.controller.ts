import { Controller, Headers, Post, Req, type RawBodyRequest } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { StripeInbox } from '../services/stripe-inbox.service.js';
import { WebhookReceipt } from './billing.dto.js';

@Controller('webhooks/stripe')
export class StripeWebhookController {
  constructor(private readonly inbox: StripeInbox) {}

  @Post()
  @ApiEndpoint({
    gateway: 'stripe',
    ok: WebhookReceipt,
    errors: ['billing.signature_invalid', 'service.unavailable'],
    summary: 'Receives Stripe events, signed over the raw body',
  })
  receive(@Req() request: RawBodyRequest<FastifyRequest>, @Headers('stripe-signature') signature?: string): Promise<WebhookReceipt> {
    return this.inbox.receive(request.rawBody, signature);
  }
}
