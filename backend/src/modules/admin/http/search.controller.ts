import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AdminSearch, AdminSearchQuery } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { RateLimit } from '../../../platform/rate-limit/rate-limit.decorator.js';
import { SearchDesk } from '../services/search-desk.service.js';

/** The search of the console's command palette. */
@ApiTags('Admin')
@Controller('admin/search')
export class SearchController {
  constructor(private readonly desk: SearchDesk) {}

  @Get()
  @ApiEndpoint({
    allow: 'admin.read',
    ok: AdminSearch,
    summary: 'Tenants, users, mails, Stripe events and audit entries by an id or a text, the best few of each',
  })
  @RateLimit({ name: 'admin-search', perMinute: 120, burst: 60, by: 'ip' })
  find(@CurrentActor() actor: Actor, @Query({ schema: AdminSearchQuery }) query: AdminSearchQuery): Promise<AdminSearch> {
    return this.desk.find(actor, query);
  }
}
