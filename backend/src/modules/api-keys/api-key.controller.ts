import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiKeyPage, CreateApiKey, IdParam, IssuedApiKey, PageQuery } from '@orbisvoice/shared-dto';
import type { Actor } from '../../platform/access/actor.js';
import { CurrentActor } from '../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../platform/http/api-endpoint.js';
import { ApiKeyService } from './api-key.service.js';

/** Keys for a tenant's own software. No route here honours an idempotency key: its stored answer would hold the secret. */
@Controller('api-keys')
export class ApiKeyController {
  constructor(private readonly keys: ApiKeyService) {}

  @Get()
  @ApiEndpoint({ allow: 'api_keys.read', summary: 'API keys, newest first', ok: ApiKeyPage })
  list(@CurrentActor() actor: Actor, @Query({ schema: PageQuery }) query: PageQuery): Promise<ApiKeyPage> {
    return this.keys.list(actor, query);
  }

  @Post()
  @ApiEndpoint({
    allow: 'api_keys.manage',
    summary: 'Make an API key; the answer is the only place that shows it',
    ok: IssuedApiKey,
    status: 201,
    errors: ['api_keys.limit_reached', 'api_keys.scope_forbidden'],
  })
  @NotWhileImpersonating()
  create(@CurrentActor() actor: Actor, @Body({ schema: CreateApiKey }) body: CreateApiKey): Promise<IssuedApiKey> {
    return this.keys.create(actor, body);
  }

  @Post(':id/rotate')
  @ApiEndpoint({
    allow: 'api_keys.manage',
    summary: 'Replace an API key; the old one works for another 24 hours',
    ok: IssuedApiKey,
    status: 201,
    errors: ['api_keys.not_found', 'api_keys.limit_reached', 'api_keys.scope_forbidden'],
  })
  @NotWhileImpersonating()
  rotate(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: IdParam): Promise<IssuedApiKey> {
    return this.keys.rotate(actor, id);
  }

  @Delete(':id')
  @ApiEndpoint({ allow: 'api_keys.manage', summary: 'End an API key at once', ok: null, errors: ['api_keys.not_found'] })
  @NotWhileImpersonating()
  revoke(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: IdParam): Promise<void> {
    return this.keys.revoke(actor, id);
  }
}
