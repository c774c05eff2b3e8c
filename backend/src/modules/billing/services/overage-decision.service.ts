import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { ChangeOverage } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { AuditLog } from '../../audit/index.js';
import type { SubscriptionRecord } from '../domain/subscription-record.js';
import { OverageRepository } from '../persistence/overage.repository.js';
import { UsageRepository } from '../persistence/usage.repository.js';

/** Our side of overage: what the tenant decided, where admission stops, and who changed it, in one commit. */
@Injectable()
export class OverageDecision {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly overage: OverageRepository,
    private readonly usage: UsageRepository,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** The ceiling moves under the lock of the period; it never falls below what is already taken. */
  async put(actor: Actor, change: ChangeOverage): Promise<void> {
    const { tenantId } = actor;
    await this.unitOfWork.run(tenantId, async () => {
      const { isEnabled, capAmount } = await this.overage.standing(tenantId);
      const before = { isEnabled, capAmount: isEnabled ? capAmount : null };
      const after = { isEnabled: change.isEnabled, capAmount: change.isEnabled ? change.capAmount : null };
      if (isDeepStrictEqual(before, after)) return;
      await this.overage.put(tenantId, change, this.clock.now());
      await this.usage.applyPlan(tenantId);
      await this.audit.record(actor, {
        action: 'billing.overage_changed',
        targetType: 'tenant',
        targetId: tenantId,
        changes: {
          isEnabled: { before: before.isEnabled, after: after.isEnabled },
          capAmount: { before: before.capAmount, after: after.capAmount },
        },
      });
    });
  }

  /** Whether the metered item can go: removed with units on it, they would never be billed. */
  async isNothingToBill(tenantId: TenantId, live: SubscriptionRecord): Promise<boolean> {
    return (await this.overage.accruedSince(tenantId, live.currentPeriodStart)) === 0;
  }
}
