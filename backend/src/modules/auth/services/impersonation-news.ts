import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { EventPublisher } from '../../../platform/events/event-publisher.js';
import { AuditLog, changesBetween } from '../../audit/index.js';
import { ImpersonationStarted } from '../events/impersonation-started.event.js';
import type { NewImpersonation } from '../persistence/impersonation.repository.js';

const FIELDS = ['impersonation', 'mode', 'reason', 'expiresAt'];

/** What the audit log and the owners hear of it. */
@Injectable()
export class ImpersonationNews {
  constructor(
    private readonly audit: AuditLog,
    private readonly events: EventPublisher,
  ) {}

  async started(staff: Actor, tenantId: TenantId, it: NewImpersonation): Promise<void> {
    const { id, userId, staffId, staffName, mode, reason, expiresAt } = it;
    const changes = changesBetween(null, { impersonation: id, mode, reason, expiresAt }, FIELDS);
    await this.audit.record(staff, { action: 'admin.impersonation_started', targetType: 'user', targetId: userId, changes, tenantId });
    const payload = { impersonationId: id, userId, staffId, staffName, mode, reason, expiresAt: expiresAt.toISOString() };
    await this.events.publish(tenantId, new ImpersonationStarted(payload));
  }

  /** The portal was opened: from now on somebody acts. By the person acted as, with who acts behind them, as all that follows. */
  async opened(actor: Actor, impersonation: string): Promise<void> {
    const changes = changesBetween(null, { impersonation }, ['impersonation']);
    await this.audit.record(actor, { action: 'admin.impersonation_opened', targetType: 'user', targetId: actor.userId, changes });
  }

  async ended(actor: Actor, impersonation: string): Promise<void> {
    const changes = changesBetween({ impersonation }, null, ['impersonation']);
    await this.audit.record(actor, { action: 'admin.impersonation_ended', targetType: 'user', targetId: actor.userId, changes });
  }
}
