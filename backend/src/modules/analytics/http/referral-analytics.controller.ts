import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PlatformReferralAnalytics, ReferralAnalytics, ReferralAnalyticsQuery } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { ReferralAnalyticsService } from '../services/referral-analytics.service.js';

/** What a workspace's referral link brought. */
@Controller('analytics/referrals')
export class ReferralAnalyticsController {
  constructor(private readonly referrals: ReferralAnalyticsService) {}

  @Get()
  @ApiEndpoint({
    allow: 'stats.read',
    ok: ReferralAnalytics,
    summary: 'Referrals over time: visits, sign-ups and conversion, by channel, and what they are worth',
  })
  report(
    @CurrentActor() actor: Actor,
    @Query({ schema: ReferralAnalyticsQuery }) query: ReferralAnalyticsQuery,
  ): Promise<ReferralAnalytics> {
    return this.referrals.report(actor, query);
  }
}

/** The same of the whole platform, for staff. */
@ApiTags('Admin')
@Controller('admin/analytics/referrals')
export class PlatformReferralAnalyticsController {
  constructor(private readonly referrals: ReferralAnalyticsService) {}

  @Get()
  @ApiEndpoint({
    allow: 'admin.read',
    ok: PlatformReferralAnalytics,
    summary: 'Referrals of all workspaces over time, by channel, and whose links brought most',
  })
  report(@Query({ schema: ReferralAnalyticsQuery }) query: ReferralAnalyticsQuery): Promise<PlatformReferralAnalytics> {
    return this.referrals.platform(query);
  }
}
