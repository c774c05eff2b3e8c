import { Injectable } from '@nestjs/common';
import { EventPublisher } from '../../../platform/events/event-publisher.js';
import { AuditLog, changesBetween } from '../../audit/index.js';
import { whereabouts } from '../domain/devices.js';
import { SecurityAlertRaised } from '../events/security-alert.event.js';
import { SessionRepository, type LockedToken } from '../persistence/session.repository.js';
import { UserRepository } from '../persistence/user.repository.js';
import { SessionService } from './session.service.js';
import type { Presented } from './presented-token.js';

/** Ends sessions because of what was presented, in the caller's unit of work. */
@Injectable()
export class SessionEnding {
  constructor(
    private readonly tokens: SessionRepository,
    private readonly users: UserRepository,
    private readonly sessions: SessionService,
    private readonly audit: AuditLog,
    private readonly events: EventPublisher,
  ) {}

  async logOut({ tenantId, hash, context }: Presented): Promise<void> {
    const locked = await this.tokens.lockToken(tenantId, hash);
    if (!locked || locked.client !== context.client) return;
    const { user_id: userId, session_id: sessionId } = locked;
    if ((await this.sessions.end(tenantId, { userId, only: sessionId }, 'logged_out')) === 0) return;
    const user = await this.users.byId(tenantId, userId);
    const actor = { kind: 'subject' as const, tenantId, userId, name: user?.name ?? '', origin: context.origin };
    await this.audit.record(actor, { action: 'user.logged_out', targetType: 'session', targetId: sessionId });
  }

  /** One of the two who know this token is not its owner, and nobody can say which: both are signed out (RFC 9700 §4.14.2). */
  async reused({ tenantId, context }: Presented, { user_id: userId, session_id: sessionId }: LockedToken): Promise<void> {
    await this.sessions.end(tenantId, { userId, only: sessionId }, 'refresh_reused');
    const changes = changesBetween({ state: 'open' }, { state: 'revoked: a used sign-in came back' }, ['state']);
    const record = { action: 'security.alert' as const, targetType: 'session' as const, targetId: sessionId, changes };
    await this.audit.record({ kind: 'anonymous', tenantId, origin: context.origin }, record);
    const alert = { kind: 'refresh_token_reused' as const, userId, sessionId, ...whereabouts(context.origin) };
    await this.events.publish(tenantId, new SecurityAlertRaised(alert));
  }
}
