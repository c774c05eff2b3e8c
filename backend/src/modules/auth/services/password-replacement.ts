import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { EventPublisher } from '../../../platform/events/event-publisher.js';
import { AuditLog, type AuditActor } from '../../audit/index.js';
import { whereabouts } from '../domain/devices.js';
import { PasswordChanged } from '../events/password-changed.event.js';
import { PasswordReset } from '../events/password-reset.event.js';
import type { User } from '../persistence/user.entity.js';
import { UserRepository } from '../persistence/user.repository.js';
import { SessionService } from './session.service.js';

export interface Replacement {
  readonly user: User;
  readonly passwordHash: string;
  /** By link: every session ends and the address is proved. By its owner: the session that asked stays. */
  readonly by: 'link' | { readonly sessionId: string | null };
}

/** Puts a new password in place, in the caller's unit of work, and ends the sessions that were opened with the old one. */
@Injectable()
export class PasswordReplacement {
  constructor(
    private readonly users: UserRepository,
    private readonly sessions: SessionService,
    private readonly audit: AuditLog,
    private readonly events: EventPublisher,
    private readonly clock: Clock,
  ) {}

  async replace(tenantId: TenantId, { user, passwordHash, by }: Replacement, actor: AuditActor): Promise<void> {
    const isByLink = by === 'link';
    const emailVerifiedAt = user.emailVerifiedAt ?? (isByLink ? this.clock.now() : null);
    await this.users.change(tenantId, user.id, { passwordHash, emailVerifiedAt });
    const keep = isByLink ? null : by.sessionId;
    await this.sessions.end(tenantId, { userId: user.id, except: keep }, isByLink ? 'password_reset' : 'password_changed');
    const action = isByLink ? ('user.password_reset' as const) : ('user.password_changed' as const);
    await this.audit.record(actor, { action, targetType: 'user', targetId: user.id });
    const fact = { userId: user.id, ...whereabouts(actor.origin) };
    await this.events.publish(tenantId, isByLink ? new PasswordReset(fact) : new PasswordChanged(fact));
  }
}
