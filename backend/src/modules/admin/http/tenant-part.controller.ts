import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AdminAgentList,
  AdminApiKeyList,
  AdminTenantUsage,
  AdminWebhookDeliveryQuery,
  AdminWebhookEndpointList,
  IdParam,
  RevokeTenantKey,
  WebhookDeliveryList,
} from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { TenantPartDesk } from '../services/tenant-part-desk.service.js';

/** Parts of one tenant's page, and the end of a key that is in wrong hands. */
@ApiTags('Admin')
@Controller('admin/tenants/:id')
export class TenantPartController {
  constructor(private readonly parts: TenantPartDesk) {}

  @Get('agents')
  @ApiEndpoint({
    allow: 'admin.read',
    ok: AdminAgentList,
    errors: ['admin.tenant_not_found'],
    summary: 'A tenant’s agents, and when each of them talked last',
  })
  agents(@Param({ schema: IdParam }) { id }: IdParam): Promise<AdminAgentList> {
    return this.parts.agents(id);
  }

  @Get('api-keys')
  @ApiEndpoint({
    allow: 'admin.read',
    ok: AdminApiKeyList,
    errors: ['admin.tenant_not_found'],
    summary: 'A tenant’s API keys: what they may, when each was used last, and who made it',
  })
  keys(@Param({ schema: IdParam }) { id }: IdParam): Promise<AdminApiKeyList> {
    return this.parts.keys(id);
  }

  @Post('api-keys/revoke')
  @ApiEndpoint({
    allow: 'admin.manage',
    ok: null,
    errors: ['admin.tenant_not_found', 'api_keys.not_found'],
    summary: 'End an API key of a tenant at once',
  })
  @NotWhileImpersonating()
  revokeKey(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: IdParam,
    @Body({ schema: RevokeTenantKey }) body: RevokeTenantKey,
  ): Promise<void> {
    return this.parts.revokeKey(actor, id, body);
  }

  @Get('webhook-endpoints')
  @ApiEndpoint({
    allow: 'admin.read',
    ok: AdminWebhookEndpointList,
    errors: ['admin.tenant_not_found'],
    summary: 'Where a tenant’s own systems are told of what happens, and how that goes',
  })
  webhookEndpoints(@Param({ schema: IdParam }) { id }: IdParam): Promise<AdminWebhookEndpointList> {
    return this.parts.webhookEndpoints(id);
  }

  @Get('webhook-deliveries')
  @ApiEndpoint({
    allow: 'admin.read',
    ok: WebhookDeliveryList,
    errors: ['admin.tenant_not_found'],
    summary: 'What they were told in the last 30 days, newest first; not what was in it',
  })
  webhookDeliveries(
    @Param({ schema: IdParam }) { id }: IdParam,
    @Query({ schema: AdminWebhookDeliveryQuery }) query: AdminWebhookDeliveryQuery,
  ): Promise<WebhookDeliveryList> {
    return this.parts.webhookDeliveries(id, query);
  }

  @Get('usage')
  @ApiEndpoint({
    allow: 'admin.read',
    ok: AdminTenantUsage,
    errors: ['admin.tenant_not_found'],
    summary: 'How much a tenant talks: 30 days, and its usage periods with the limits they had',
  })
  usage(@Param({ schema: IdParam }) { id }: IdParam): Promise<AdminTenantUsage> {
    return this.parts.usageOf(id);
  }
}
