import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { AuditLog } from '../../audit/index.js';
import type { Finding } from '../persistence/all-tenants-reconciliation.repository.js';
import { AllTenantsStripeEventRepository, type NewStripeEvent } from '../persistence/all-tenants-stripe-event.repository.js';
import { StripeEventProcessor } from '../stripe/stripe-event.processor.js';
import { reconciler } from './mirror-repair.service.js';

/** When the queue looks at a failed one again. */
const AGAIN_MS = 60_000;

/** Takes an event in that never arrived, as if it had. */
@Injectable()
export class MissedEvent {
  constructor(
    private readonly events: AllTenantsStripeEventRepository,
    private readonly processor: StripeEventProcessor,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Stores the event and works it. One that fails stays in the inbox and is tried again there.
   * @returns what to note; null when it was none of our business
   * @throws DomainError `stripe_unavailable`
   */
  async recover(runId: string, event: NewStripeEvent): Promise<Finding | null> {
    await this.events.storeFetched(event);
    const nextAttemptAt = new Date(this.clock.now().getTime() + AGAIN_MS);
    await this.processor.process(event.id, { isLast: false, nextAttemptAt }).catch((error: unknown) => {
      if (error instanceof DomainError && error.code === 'stripe_unavailable') throw error;
      // the event keeps why it failed: read below
    });
    const outcome = await this.events.outcome(event.id);
    if (!outcome || outcome.status === 'ignored') return null;
    const { status, tenantId, error } = outcome;
    const isRepaired = status === 'done';
    const differences = [{ field: 'type', before: null, after: event.type }];
    if (isRepaired && tenantId) await this.note(tenantId, runId, event);
    return { kind: 'missing', object: 'event', objectId: event.id, tenantId, differences, isRepaired, note: isRepaired ? null : error };
  }

  private note(tenantId: TenantId, runId: string, { id, type }: NewStripeEvent): Promise<void> {
    return this.unitOfWork.run(tenantId, () =>
      this.audit.record(reconciler(tenantId, runId), {
        action: 'billing.reconciled',
        targetType: 'stripe_event',
        targetId: id,
        changes: { type: { before: null, after: type } },
      }),
    );
  }
}
