import { Injectable } from '@nestjs/common';
import type { EffectiveLimits } from '@orbisvoice/shared-dto';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { effectiveLimit, endOf, type EffectiveLimit } from '../domain/effective-limit.js';
import { type AdjustmentRow, LimitAdjustmentRepository } from '../persistence/limit-adjustment.repository.js';
import { UsageRepository } from '../persistence/usage.repository.js';

/** The limit in force on a plan of so many conversations. */
export type LimitRule = (plan: number) => EffectiveLimit<AdjustmentRow>;

/** What the monthly limit of a tenant is made of. */
@Injectable()
export class Limits {
  constructor(
    private readonly adjustments: LimitAdjustmentRepository,
    private readonly usage: UsageRepository,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** What the limit would be on any plan now. Joins the open unit of work or snapshot. */
  async rule(tenantId: TenantId): Promise<LimitRule> {
    const { at, adjustments } = await this.adjustments.all(tenantId);
    return (plan) => effectiveLimit(plan, adjustments, at);
  }

  /** Puts the running period under the limit in force; tells of thresholds that it has passed by that. */
  async apply(tenantId: TenantId): Promise<void> {
    await this.unitOfWork.run(tenantId, () => this.usage.applyPlan(tenantId));
  }
}

/** As the tenant and staff read it: amounts and dates, nobody's name. */
export const toEffectiveLimits = ({ limit, plan, override, grants }: EffectiveLimit): EffectiveLimits => ({
  effective: limit,
  plan,
  override: override && { limit: override.quantity, until: untilOf(override) },
  grants: grants.map((grant) => ({ quantity: grant.quantity, recurrence: grant.recurrence ?? 'once', until: untilOf(grant) })),
});

const untilOf = (adjustment: Parameters<typeof endOf>[0]): string | null => endOf(adjustment)?.toISOString() ?? null;
