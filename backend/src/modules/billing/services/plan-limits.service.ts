import { Injectable } from '@nestjs/common';
import type { ChangePreview } from '@orbisvoice/shared-dto';
import type { PlanCode } from '@orbisvoice/shared-dto/values';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { AllTenantsPlanRepository } from '../persistence/all-tenants-plan.repository.js';
import { Usage } from './usage.service.js';

/** What a change of plan does to the conversations of a month; what staff set or granted stays. */
@Injectable()
export class PlanLimits {
  constructor(
    private readonly plans: AllTenantsPlanRepository,
    private readonly usage: Usage,
  ) {}

  async compare(tenantId: TenantId, to: PlanCode): Promise<ChangePreview['limits']> {
    const [plan, { limit, used }, limitOn] = await Promise.all([
      this.plans.byCode(to),
      this.usage.summary(tenantId),
      this.usage.limitRule(tenantId),
    ]);
    return { from: limit, to: limitOn(plan.conversationLimit).limit, used };
  }
}
