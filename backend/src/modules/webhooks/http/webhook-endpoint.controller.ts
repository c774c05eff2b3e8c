import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import {
  CreateWebhookEndpoint,
  IdParam,
  IssuedWebhookEndpoint,
  PageQuery,
  ReplayedWebhooks,
  ReplayFailedWebhooks,
  TestWebhook,
  UpdateWebhookEndpoint,
  WebhookDelivery,
  WebhookDeliveryList,
  WebhookDeliveryQuery,
  WebhookEndpoint,
  WebhookEndpointPage,
} from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { RateLimit } from '../../../platform/rate-limit/rate-limit.decorator.js';
import { WebhookDirectory } from '../services/webhook-directory.js';
import { WebhookEndpoints } from '../services/webhook-endpoints.service.js';
import { WebhookReplays } from '../services/webhook-replays.js';

/** Where a workspace is told of what happens in it. No route here honours an idempotency key: its stored answer would hold a secret. */
@Controller('webhook-endpoints')
export class WebhookEndpointController {
  constructor(
    private readonly endpoints: WebhookEndpoints,
    private readonly directory: WebhookDirectory,
    private readonly replays: WebhookReplays,
  ) {}

  @Get()
  @ApiEndpoint({ allow: 'webhooks.read', ok: WebhookEndpointPage, summary: 'Webhook endpoints, newest first' })
  list(@CurrentActor() actor: Actor, @Query({ schema: PageQuery }) query: PageQuery): Promise<WebhookEndpointPage> {
    return this.directory.page(actor.tenantId, query);
  }

  @Post()
  @ApiEndpoint({
    allow: 'webhooks.manage',
    ok: IssuedWebhookEndpoint,
    status: 201,
    errors: ['webhooks.endpoint_limit_reached'],
    summary: 'Make a webhook endpoint; the answer is the only place that shows its signing secret',
  })
  @NotWhileImpersonating()
  create(
    @CurrentActor() actor: Actor,
    @Body({ schema: CreateWebhookEndpoint }) body: CreateWebhookEndpoint,
  ): Promise<IssuedWebhookEndpoint> {
    return this.endpoints.create(actor, body);
  }

  @Patch(':id')
  @ApiEndpoint({
    allow: 'webhooks.manage',
    ok: WebhookEndpoint,
    errors: ['webhooks.endpoint_not_found'],
    summary: 'Change a webhook endpoint, switch it off or on',
  })
  @NotWhileImpersonating()
  update(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: IdParam,
    @Body({ schema: UpdateWebhookEndpoint }) body: UpdateWebhookEndpoint,
  ): Promise<WebhookEndpoint> {
    return this.endpoints.update(actor, id, body);
  }

  @Delete(':id')
  @ApiEndpoint({
    allow: 'webhooks.manage',
    ok: null,
    errors: ['webhooks.endpoint_not_found'],
    summary: 'Delete a webhook endpoint and its deliveries',
  })
  @NotWhileImpersonating()
  delete(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: IdParam): Promise<void> {
    return this.endpoints.delete(actor, id);
  }

  @Post(':id/rotate-secret')
  @ApiEndpoint({
    allow: 'webhooks.manage',
    ok: IssuedWebhookEndpoint,
    status: 201,
    errors: ['webhooks.endpoint_not_found'],
    summary: 'Replace the signing secret; the one before signs along for another 24 hours',
  })
  @NotWhileImpersonating()
  rotateSecret(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: IdParam): Promise<IssuedWebhookEndpoint> {
    return this.endpoints.rotateSecret(actor, id);
  }

  @Post(':id/test')
  @ApiEndpoint({
    allow: 'webhooks.manage',
    ok: WebhookDelivery,
    status: 202,
    errors: ['webhooks.endpoint_not_found'],
    summary: 'Send a made-up event, once',
  })
  @RateLimit({ name: 'webhook-test', perMinute: 20, burst: 40, by: 'ip' })
  @NotWhileImpersonating()
  test(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: IdParam,
    @Body({ schema: TestWebhook }) body: TestWebhook,
  ): Promise<WebhookDelivery> {
    return this.replays.test(actor, id, body);
  }

  @Get(':id/deliveries')
  @ApiEndpoint({
    allow: 'webhooks.read',
    ok: WebhookDeliveryList,
    errors: ['webhooks.endpoint_not_found'],
    summary: 'What an endpoint was told in the last 30 days, newest first',
  })
  deliveries(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: IdParam,
    @Query({ schema: WebhookDeliveryQuery }) query: WebhookDeliveryQuery,
  ): Promise<WebhookDeliveryList> {
    return this.directory.deliveriesOf(actor.tenantId, { ...query, endpointId: id });
  }

  @Post(':id/replay-failed')
  @ApiEndpoint({
    allow: 'webhooks.manage',
    ok: ReplayedWebhooks,
    errors: ['webhooks.endpoint_not_found', 'webhooks.endpoint_disabled'],
    summary: 'Send again everything that was given up, of facts since an instant',
  })
  @NotWhileImpersonating()
  replayFailed(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: IdParam,
    @Body({ schema: ReplayFailedWebhooks }) body: ReplayFailedWebhooks,
  ): Promise<ReplayedWebhooks> {
    return this.replays.replayFailed(actor, id, body);
  }
}
