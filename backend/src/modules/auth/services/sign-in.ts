import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { AuditLog } from '../../audit/index.js';
import { UserRepository } from '../persistence/user.repository.js';
import { SessionService, type SessionGrant, type SignInContext } from './session.service.js';

/** Opens a session for somebody who has proved who they are, in the caller's unit of work. */
@Injectable()
export class SignIn {
  constructor(
    private readonly users: UserRepository,
    private readonly sessions: SessionService,
    private readonly audit: AuditLog,
  ) {}

  /** Null when the person is gone. */
  async as(tenantId: TenantId, userId: string, context: SignInContext): Promise<SessionGrant | null> {
    const user = await this.users.byId(tenantId, userId);
    if (!user) return null;
    await this.users.markSeen(tenantId, userId);
    const grant = await this.sessions.start(tenantId, user, context);
    const record = { action: 'user.login_succeeded' as const, targetType: 'user', targetId: userId };
    await this.audit.record({ kind: 'subject', tenantId, userId, name: user.name, origin: context.origin }, record);
    return grant;
  }
}
