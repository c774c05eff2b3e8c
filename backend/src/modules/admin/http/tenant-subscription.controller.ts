import { Body, Controller, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AdjustmentPreview,
  AdjustmentResult,
  AdjustSubscription,
  IdParam,
  PlanChangeProblem,
  SubscriptionAdjustment,
} from '@orbisvoice/shared-dto';
import type { ErrorCode } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { TenantSubscriptionDesk } from '../services/tenant-subscription-desk.service.js';

const REFUSALS: readonly ErrorCode[] = [
  'admin.tenant_not_found',
  'billing.no_subscription',
  'billing.plan_not_found',
  'billing.already_on_plan',
  'billing.change_not_possible',
  'billing.change_pending',
  'billing.currency_mismatch',
  'stripe_unavailable',
];

/** Adjusts a tenant's subscription: plan, trial, end, and whether it is charged for. */
@ApiTags('Admin')
@Controller('admin/tenants/:id/subscription')
export class TenantSubscriptionController {
  constructor(private readonly subscriptions: TenantSubscriptionDesk) {}

  @Post('preview')
  @ApiEndpoint({
    allow: 'admin.manage',
    ok: AdjustmentPreview,
    errors: REFUSALS,
    summary: 'What an adjustment of a subscription would change, and to the cent what a change of plan would cost',
  })
  @NotWhileImpersonating()
  preview(
    @Param({ schema: IdParam }) { id }: IdParam,
    @Body({ schema: SubscriptionAdjustment }) body: SubscriptionAdjustment,
  ): Promise<AdjustmentPreview> {
    return this.subscriptions.preview(id, body);
  }

  @Patch()
  @ApiEndpoint({
    allow: 'admin.manage',
    ok: AdjustmentResult,
    errors: [...REFUSALS, 'billing.preview_required', 'billing.preview_stale'],
    problems: { 409: PlanChangeProblem },
    summary: 'Adjust a subscription as it was previewed: change the plan, extend the trial, cancel, resume, charge nothing for it',
  })
  @NotWhileImpersonating()
  adjust(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: IdParam,
    @Body({ schema: AdjustSubscription }) body: AdjustSubscription,
  ): Promise<AdjustmentResult> {
    return this.subscriptions.adjust(actor, id, body);
  }
}
