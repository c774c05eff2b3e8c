import { Body, Controller, Post } from '@nestjs/common';
import { ReferralVisit } from '@orbisvoice/shared-dto';
import type { Origin } from '../../../platform/access/actor.js';
import { RequestOrigin } from '../../../platform/access/current-actor.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { RateLimit } from '../../../platform/rate-limit/rate-limit.decorator.js';
import { ReferralVisitService } from '../services/referral-visit.service.js';

/** Visits to referral links, as the sign-up page reports them. */
@Controller('referrals/visits')
export class ReferralVisitController {
  constructor(private readonly visits: ReferralVisitService) {}

  @Post()
  @RateLimit({ name: 'referral-visits', perMinute: 10, burst: 30, by: 'ip' })
  @RateLimit({ name: 'referral-link', perMinute: 600, burst: 600, by: { body: 'code' } })
  @ApiEndpoint({
    public: true,
    ok: null,
    summary:
      'Count a visit to a referral link: one per visitor, link and day, no robots, nothing that says who; any code is answered alike',
  })
  visit(@Body({ schema: ReferralVisit }) body: ReferralVisit, @RequestOrigin() origin: Origin): Promise<void> {
    return this.visits.count(body, origin);
  }
}
