import { Injectable } from '@nestjs/common';
import type { UsageSummary } from '@orbisvoice/shared-dto';
import type { PlanCode } from '@orbisvoice/shared-dto/values';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { TenantService } from '../../tenants/index.js';
import { effectiveLimit, type EffectiveLimit } from '../domain/effective-limit.js';
import { AllTenantsPlanRepository } from '../persistence/all-tenants-plan.repository.js';
import { type AdjustmentRow, LimitAdjustmentRepository } from '../persistence/limit-adjustment.repository.js';
import { Usage } from './usage.service.js';

/** A tenant's limit with all that was ever done to it, at one moment. */
export interface LimitPage {
  readonly revision: number;
  readonly tier: PlanCode;
  readonly effective: EffectiveLimit<AdjustmentRow>;
  readonly usage: UsageSummary;
  /** When it was read. */
  readonly at: Date;
  /** The newest first. */
  readonly adjustments: readonly AdjustmentRow[];
}

/** Reads what a tenant's limit is made of. */
@Injectable()
export class LimitBook {
  constructor(
    private readonly tenants: TenantService,
    private readonly plans: AllTenantsPlanRepository,
    private readonly adjustments: LimitAdjustmentRepository,
    private readonly usage: Usage,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async read(tenantId: TenantId): Promise<LimitPage> {
    const facts = await this.unitOfWork.snapshot(tenantId, async () => ({
      tier: (await this.tenants.get(tenantId)).subscriptionTier,
      revision: await this.adjustments.revision(tenantId),
      usage: await this.usage.summary(tenantId),
      ...(await this.adjustments.all(tenantId)),
    }));
    const { conversationLimit } = await this.plans.byCode(facts.tier);
    return { ...facts, effective: effectiveLimit(conversationLimit, facts.adjustments, facts.at) };
  }
}
