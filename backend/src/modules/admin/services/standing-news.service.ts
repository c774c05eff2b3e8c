import { Injectable } from '@nestjs/common';
import type { StandingAction, TenantStatus } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { EventPublisher } from '../../../platform/events/event-publisher.js';
import { AuditLog, changesBetween } from '../../audit/index.js';
import { TenantBanned } from '../../tenants/events/tenant-banned.event.js';
import { TenantReinstated } from '../../tenants/events/tenant-reinstated.event.js';
import { TenantSuspended } from '../../tenants/events/tenant-suspended.event.js';

const NEWS = { suspend: TenantSuspended, ban: TenantBanned, reinstate: TenantReinstated } as const;

interface StandingChange {
  readonly tenantId: TenantId;
  readonly action: StandingAction;
  readonly reason: string;
  readonly before: TenantStatus;
  readonly reasonBefore: string | null;
  readonly after: TenantStatus;
}

/** What the audit log and the listeners hear of it. */
@Injectable()
export class StandingNews {
  constructor(
    private readonly audit: AuditLog,
    private readonly events: EventPublisher,
  ) {}

  async tell(actor: Actor, { tenantId, action, reason, before, reasonBefore, after }: StandingChange): Promise<void> {
    const event = new NEWS[action]({ statusBefore: before, reason, staffId: actor.userId ?? '' });
    const changes = changesBetween({ status: before, reason: reasonBefore }, { status: after, reason }, ['status', 'reason']);
    const { eventName } = NEWS[action];
    await this.audit.record(actor, { action: eventName, targetType: 'tenant', targetId: tenantId, changes, tenantId });
    await this.events.publish(tenantId, event);
  }
}
