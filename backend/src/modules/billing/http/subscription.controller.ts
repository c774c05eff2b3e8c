import { Body, Controller, Delete, Get, Post } from '@nestjs/common';
import {
  CancelSubscription,
  ChangePlan,
  ChangePreview,
  PlanChange,
  PlanChangeProblem,
  PreviewChange,
  Subscription,
} from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { BillingOverview } from '../services/billing-overview.service.js';
import { CancellationService } from '../services/cancellation.service.js';
import { ChangePreviews } from '../services/change-preview.service.js';
import { PlanChanges } from '../services/plan-change.service.js';

/** Why a plan cannot be changed to another. */
const CHANGE_REFUSALS = [
  'billing.plan_not_found',
  'billing.already_on_plan',
  'billing.change_not_possible',
  'billing.change_pending',
  'billing.currency_mismatch',
  'stripe_unavailable',
] as const;

@Controller('billing/subscription')
export class SubscriptionController {
  constructor(
    private readonly overview: BillingOverview,
    private readonly previews: ChangePreviews,
    private readonly changes: PlanChanges,
    private readonly cancellation: CancellationService,
  ) {}

  @Get()
  @ApiEndpoint({ allow: 'billing.read', ok: Subscription, summary: 'The plan in force and its usage' })
  get(@CurrentActor() actor: Actor): Promise<Subscription> {
    return this.overview.subscription(actor.tenantId);
  }

  @Post('preview')
  @ApiEndpoint({
    allow: 'billing.manage',
    ok: ChangePreview,
    errors: [...CHANGE_REFUSALS],
    summary: 'What a change of plan would cost, and when: to the cent what is charged',
  })
  @NotWhileImpersonating()
  preview(@CurrentActor() actor: Actor, @Body({ schema: PreviewChange }) body: PreviewChange): Promise<ChangePreview> {
    return this.previews.preview(actor.tenantId, body);
  }

  @Post()
  @ApiEndpoint({
    allow: 'billing.manage',
    ok: PlanChange,
    errors: [...CHANGE_REFUSALS, 'billing.preview_required', 'billing.preview_stale'],
    problems: { 409: PlanChangeProblem },
    summary: 'Change the plan: from the free one by the hosted page to pay on, else as the quoted preview says',
  })
  @NotWhileImpersonating()
  change(@CurrentActor() actor: Actor, @Body({ schema: ChangePlan }) body: ChangePlan): Promise<PlanChange> {
    return this.changes.change(actor, body);
  }

  @Delete()
  @ApiEndpoint({
    allow: 'billing.manage',
    ok: Subscription,
    errors: ['billing.no_subscription', 'billing.change_not_possible', 'billing.change_pending', 'stripe_unavailable'],
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
    errors: ['billing.no_subscription', 'billing.change_not_possible', 'billing.change_pending', 'stripe_unavailable'],
    summary: 'Take a scheduled cancellation or a scheduled smaller plan back',
  })
  @NotWhileImpersonating()
  resume(@CurrentActor() actor: Actor): Promise<Subscription> {
    return this.cancellation.resume(actor);
  }
}
