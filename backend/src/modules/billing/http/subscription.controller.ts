import { Body, Controller, Delete, Get, Post } from '@nestjs/common';
import { CancelSubscription, ChangePlan, PlanChange, Subscription } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { BillingOverview } from '../services/billing-overview.service.js';
import { CancellationService } from '../services/cancellation.service.js';
import { CheckoutService } from '../services/checkout.service.js';

@Controller('billing/subscription')
export class SubscriptionController {
  constructor(
    private readonly overview: BillingOverview,
    private readonly checkout: CheckoutService,
    private readonly cancellation: CancellationService,
  ) {}

  @Get()
  @ApiEndpoint({ allow: 'billing.read', ok: Subscription, isHot: true, summary: 'The plan in force and its usage' })
  get(@CurrentActor() actor: Actor): Promise<Subscription> {
    return this.overview.subscription(actor.tenantId);
  }

  @Post()
  @ApiEndpoint({
    allow: 'billing.manage',
    ok: PlanChange,
    errors: ['billing.plan_not_found', 'billing.already_on_plan', 'billing.change_not_possible', 'stripe_unavailable'],
    summary: 'Start a paid plan: the hosted page to pay on',
  })
  @NotWhileImpersonating()
  async change(@CurrentActor() actor: Actor, @Body({ schema: ChangePlan }) body: ChangePlan): Promise<PlanChange> {
    const { url } = await this.checkout.start(actor, body);
    return { outcome: 'checkout', url, subscription: await this.overview.subscription(actor.tenantId) };
  }

  @Delete()
  @ApiEndpoint({
    allow: 'billing.manage',
    ok: Subscription,
    errors: ['billing.no_subscription', 'stripe_unavailable'],
    summary: 'Cancel at the end of the paid period',
  })
  @NotWhileImpersonating()
  cancel(@CurrentActor() actor: Actor, @Body({ schema: CancelSubscription }) body: CancelSubscription): Promise<Subscription> {
    return this.cancellation.cancel(actor, body);
  }

  @Post('resume')
  @ApiEndpoint({
    allow: 'billing.manage',
    ok: Subscription,
    errors: ['billing.no_subscription', 'billing.change_not_possible', 'stripe_unavailable'],
    summary: 'Take a scheduled cancellation back',
  })
  @NotWhileImpersonating()
  resume(@CurrentActor() actor: Actor): Promise<Subscription> {
    return this.cancellation.resume(actor);
  }
}
