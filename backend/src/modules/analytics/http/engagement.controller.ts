import { Controller, Get, Query } from '@nestjs/common';
import { EngagementAnalytics, EngagementQuery } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { EngagementAnalyticsService } from '../services/engagement-analytics.service.js';

@Controller('analytics/engagement')
export class EngagementController {
  constructor(private readonly engagement: EngagementAnalyticsService) {}

  @Get()
  @ApiEndpoint({
    allow: 'stats.read',
    ok: EngagementAnalytics,
    errors: ['agents.not_found'],
    isHot: true,
    summary: 'Who came, from where and how far: visitors, visits of the widget and the drop-off funnel',
  })
  read(@CurrentActor() actor: Actor, @Query({ schema: EngagementQuery }) query: EngagementQuery): Promise<EngagementAnalytics> {
    return this.engagement.report(actor, query);
  }
}
