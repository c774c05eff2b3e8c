import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { EventPublisher } from '../../../platform/events/event-publisher.js';
import { AuditLog, changesBetween, type AuditActor } from '../../audit/index.js';
import { StaffGranted } from '../events/staff-granted.event.js';
import { StaffRevoked } from '../events/staff-revoked.event.js';
import type { StaffRightsChange } from '../events/staff-rights-change.js';

/** What is to become of somebody, decided by those who may. */
export interface StaffOrder extends StaffRightsChange {
  readonly isAdmin: boolean;
  /** For the audit log, which keeps no names in its changes. */
  readonly proposedById: string | null;
}

/** What the audit log and the listeners hear of who is staff. */
@Injectable()
export class StaffRightsNews {
  constructor(
    private readonly audit: AuditLog,
    private readonly events: EventPublisher,
  ) {}

  async tell(actor: AuditActor, tenantId: TenantId, { isAdmin, proposedById, ...fact }: StaffOrder): Promise<void> {
    const { userId, reason } = fact;
    const News = isAdmin ? StaffGranted : StaffRevoked;
    const changes = changesBetween({ isAdmin: !isAdmin }, { isAdmin, reason, proposedById }, ['isAdmin', 'reason', 'proposedById']);
    await this.audit.record(actor, { action: News.eventName, targetType: 'user', targetId: userId, changes, tenantId });
    await this.events.publish(tenantId, new News(fact));
  }
}
