import { Controller, Get, Query } from '@nestjs/common';
import { PageQuery, ReferralCode, ReferralPage } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { ReferralService } from '../services/referral.service.js';

@Controller('referrals')
export class ReferralController {
  constructor(private readonly referrals: ReferralService) {}

  @Get()
  @ApiEndpoint({ allow: 'referrals.read', ok: ReferralPage, summary: 'List the companies that signed up with the code' })
  list(@CurrentActor() actor: Actor, @Query({ schema: PageQuery }) query: PageQuery): Promise<ReferralPage> {
    return this.referrals.list(actor, query);
  }

  @Get('code')
  @ApiEndpoint({ allow: 'referrals.read', ok: ReferralCode, summary: 'Read the referral code, its link and what it brought' })
  code(@CurrentActor() actor: Actor): Promise<ReferralCode> {
    return this.referrals.code(actor);
  }
}
