import { Controller, Get, Param, Post } from '@nestjs/common';
import { IdParam, WebhookDelivery, WebhookDeliveryDetail } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { WebhookDirectory } from '../services/webhook-directory.js';
import { WebhookReplays } from '../services/webhook-replays.js';

/** Single messages to endpoints. */
@Controller('webhook-deliveries')
export class WebhookDeliveryController {
  constructor(
    private readonly directory: WebhookDirectory,
    private readonly replays: WebhookReplays,
  ) {}

  @Get(':id')
  @ApiEndpoint({
    allow: 'webhooks.read',
    ok: WebhookDeliveryDetail,
    errors: ['webhooks.delivery_not_found'],
    summary: 'A message as it was signed and sent, and its tries',
  })
  read(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: IdParam): Promise<WebhookDeliveryDetail> {
    return this.directory.delivery(actor.tenantId, id);
  }

  @Post(':id/replay')
  @ApiEndpoint({
    allow: 'webhooks.manage',
    ok: WebhookDelivery,
    status: 202,
    errors: ['webhooks.delivery_not_found', 'webhooks.delivery_pending', 'webhooks.endpoint_disabled'],
    summary: 'Send a message again now, with the id it had',
  })
  @NotWhileImpersonating()
  replay(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: IdParam): Promise<WebhookDelivery> {
    return this.replays.replay(actor, id);
  }
}
