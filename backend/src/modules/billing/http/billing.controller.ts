import { Body, Controller, Get, Post, Put } from '@nestjs/common';
import { ChangeBillingEmail, HostedPage, OpenPortal, Subscription, TierList } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { BillingEmailService } from '../services/billing-email.service.js';
import { PortalService } from '../services/portal.service.js';
import { PriceList } from '../services/price-list.service.js';

@Controller('billing')
export class BillingController {
  constructor(
    private readonly portals: PortalService,
    private readonly prices: PriceList,
    private readonly email: BillingEmailService,
  ) {}

  @Get('tiers')
  @ApiEndpoint({ allow: 'billing.read', ok: TierList, summary: 'The price list' })
  tiers(@CurrentActor() actor: Actor): Promise<TierList> {
    return this.prices.of(actor.tenantId);
  }

  @Post('portal')
  @ApiEndpoint({
    allow: 'billing.manage',
    ok: HostedPage,
    errors: ['billing.no_customer', 'stripe_unavailable'],
    summary: 'The hosted page for cards, addresses and past invoices',
  })
  @NotWhileImpersonating()
  portal(@CurrentActor() actor: Actor, @Body({ schema: OpenPortal }) body: OpenPortal): Promise<HostedPage> {
    return this.portals.open(actor, body);
  }

  @Put('email')
  @ApiEndpoint({ allow: 'billing.manage', ok: Subscription, errors: ['stripe_unavailable'], summary: 'Change where invoices go' })
  @NotWhileImpersonating()
  changeEmail(@CurrentActor() actor: Actor, @Body({ schema: ChangeBillingEmail }) { email }: ChangeBillingEmail): Promise<Subscription> {
    return this.email.change(actor, email);
  }
}
