import { Controller, Get, Query } from '@nestjs/common';
import { ReferralCode, ReferralLinkVisitPage, ReferralLinkVisitQuery, ReferralPage, ReferralQuery } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { ReferralService } from '../services/referral.service.js';

@Controller('referrals')
export class ReferralController {
  constructor(private readonly referrals: ReferralService) {}

  @Get()
  @ApiEndpoint({ allow: 'referrals.read', ok: ReferralPage, summary: 'List the companies that signed up with the code' })
  list(@CurrentActor() actor: Actor, @Query({ schema: ReferralQuery }) query: ReferralQuery): Promise<ReferralPage> {
    return this.referrals.list(actor, query);
  }

  @Get('visits')
  @ApiEndpoint({ allow: 'referrals.read', ok: ReferralLinkVisitPage, summary: 'List the visits to the link, newest first' })
  visits(
    @CurrentActor() actor: Actor,
    @Query({ schema: ReferralLinkVisitQuery }) query: ReferralLinkVisitQuery,
  ): Promise<ReferralLinkVisitPage> {
    return this.referrals.visits(actor, query);
  }

  @Get('code')
  @ApiEndpoint({ allow: 'referrals.read', ok: ReferralCode, summary: 'Read the referral code, its link and what it brought' })
  code(@CurrentActor() actor: Actor): Promise<ReferralCode> {
    return this.referrals.code(actor);
  }
}
