import { Controller, Get } from '@nestjs/common';
import { Stats } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { StatsService } from '../services/stats.service.js';

@Controller('stats')
export class StatsController {
  constructor(private readonly stats: StatsService) {}

  @Get()
  @ApiEndpoint({ allow: 'stats.read', ok: Stats, isHot: true, summary: 'The dashboard: plan, usage, agents, the last 30 days' })
  read(@CurrentActor() actor: Actor): Promise<Stats> {
    return this.stats.read(actor);
  }
}
