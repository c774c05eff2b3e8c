import { Injectable } from '@nestjs/common';
import { systemOrigin } from '../../../platform/access/actor.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { ReceivedEvent } from '../../../platform/events/domain-event.js';
import { HandledEvents } from '../../../platform/events/handled-events.js';
import { OnEvent } from '../../../platform/events/on-event.js';
import { AuditLog, factsAsChanges } from '../../audit/index.js';
import { UsageThresholdReached } from '../events/usage-threshold-reached.event.js';

const HANDLER = 'billing.threshold_audited';

/**
 * A limit that was neared or reached, in the audit log. The metering statement decides it for many tenants at once and has no key of the chain, so
 * the line follows its event: once, and from a fact that stands in `usage_thresholds` since the very commit that counted.
 */
@Injectable()
export class ThresholdAudit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly handled: HandledEvents,
    private readonly audit: AuditLog,
  ) {}

  @OnEvent(UsageThresholdReached, { handler: HANDLER })
  async reached({ id, tenantId, payload, traceId }: ReceivedEvent<UsageThresholdReached>): Promise<void> {
    const { threshold, used, limit, periodStart } = payload;
    const changes = factsAsChanges({ threshold, used, limit });
    await this.unitOfWork.run(tenantId, async () => {
      if (!(await this.handled.claim(tenantId, id, HANDLER))) return;
      await this.audit.record(
        { kind: 'system', tenantId, name: 'Usage', origin: systemOrigin(traceId ?? id) },
        { action: 'usage.threshold_reached', targetType: 'usage_period', targetId: periodStart, changes },
      );
    });
  }
}
