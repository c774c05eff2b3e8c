import { Injectable } from '@nestjs/common';
import { systemOrigin } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { currentTraceId } from '../../../platform/logging/trace-context.js';
import { AuditLog, type AuditActor } from '../../audit/index.js';
import { TenantService } from '../../tenants/index.js';
import { rowDifferences, type Difference, type NamedRows } from '../domain/row-differences.js';
import type { Finding } from '../persistence/all-tenants-reconciliation.repository.js';
import { BillingStateRepository } from '../persistence/billing-state.repository.js';
import { failureOf } from '../stripe/stripe-failure.js';
import type { BillingTarget } from './billing-snapshot.js';
import { BillingSync } from './billing-sync.service.js';
import type { ReconciliationProgress } from './reconciliation-progress.js';
import { changesOf } from './stripe-replay-audit.service.js';

/** What was found of an object of a known tenant. */
export interface FoundOfTenant extends Pick<Finding, 'kind' | 'objectId' | 'differences'> {
  /** A missed event is another's work. */
  readonly object: Exclude<Finding['object'], 'event'>;
  readonly tenantId: TenantId;
}

/** Who repairs. */
export const reconciler = (tenantId: TenantId, runId: string): AuditActor => ({
  kind: 'system',
  tenantId,
  name: 'Reconciliation',
  origin: systemOrigin(currentTraceId() ?? runId),
});

/**
 * Repairs on the way that webhooks take: Stripe is read anew and put over ours with everything that follows from it, in one transaction with
 * the audit entry.
 */
@Injectable()
export class MirrorRepair {
  constructor(
    private readonly billing: BillingSync,
    private readonly state: BillingStateRepository,
    private readonly audit: AuditLog,
    private readonly tenants: TenantService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Repairs what was found and notes it. What a webhook repaired meanwhile is no finding; what only a person can repair is noted with the
   * reason.
   * @throws Error when the repair failed for a reason that time may cure: the run has no use in going on
   */
  async mend(progress: ReconciliationProgress, found: FoundOfTenant, target: BillingTarget): Promise<void> {
    const repaired = await this.repair(progress.run.id, found, target).catch((error: unknown) => {
      const { kind, reason } = failureOf(error);
      if (kind === 'transient') throw error;
      return reason;
    });
    if (typeof repaired === 'string') await progress.found({ ...found, isRepaired: false, note: repaired });
    else if (repaired.length > 0) await progress.found({ ...found, differences: repaired, isRepaired: true, note: null });
    else await progress.beat();
  }

  /**
   * Lets go of a customer that was deleted at Stripe: its subscriptions ended with it, and the tenant gets a new one when it buys again.
   */
  async letGo(progress: ReconciliationProgress, tenantId: TenantId, customerId: string): Promise<void> {
    const differences = [{ field: 'stripeCustomerId', before: customerId, after: null }];
    await this.unitOfWork.run(tenantId, async () => {
      await this.tenants.update(tenantId, { stripeCustomerId: null });
      await this.audit.record(reconciler(tenantId, progress.run.id), {
        action: 'billing.reconciled',
        targetType: 'customer',
        targetId: customerId,
        changes: changesOf(differences),
      });
    });
    const about = { kind: 'unknown_at_stripe', object: 'customer', objectId: customerId, tenantId } as const;
    await progress.found({ ...about, differences, isRepaired: true, note: null });
  }

  /** @returns what it changed */
  private async repair(runId: string, { tenantId, object, objectId }: FoundOfTenant, target: BillingTarget): Promise<Difference[]> {
    const actor = reconciler(tenantId, runId);
    let before: NamedRows = new Map();
    let differences: Difference[] = [];
    await this.billing.sync(tenantId, target, {
      actor,
      eventId: null,
      begin: async () => {
        before = await this.state.read(tenantId);
      },
      finish: async () => {
        differences = rowDifferences(before, await this.state.read(tenantId));
        if (differences.length === 0) return;
        const changes = changesOf(differences);
        await this.audit.record(actor, { action: 'billing.reconciled', targetType: object, targetId: objectId, changes });
      },
    });
    return differences;
  }
}
