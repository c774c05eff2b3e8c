import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { AuditLog } from '../../audit/index.js';
import { mayEnter, TenantService } from '../../tenants/index.js';
import { UserRepository } from '../persistence/user.repository.js';
import { KnownDevices } from './known-devices.js';
import { LogInSignals } from './log-in-signals.js';
import { SessionService, type LogInContext, type SessionGrant, type SignInContext } from './session.service.js';

/** Opens a session for somebody who has proved who they are, in the caller's unit of work. @throws DomainError `auth.account_banned` */
@Injectable()
export class SignIn {
  constructor(
    private readonly tenants: TenantService,
    private readonly users: UserRepository,
    private readonly sessions: SessionService,
    private readonly devices: KnownDevices,
    private readonly audit: AuditLog,
    private readonly signals: LogInSignals,
  ) {}

  /** Somebody who followed the link of a mail; null when the person is gone. */
  byLink(tenantId: TenantId, userId: string, context: SignInContext): Promise<SessionGrant | null> {
    return this.as(tenantId, { userId, context, isProved: true });
  }

  /** Somebody who knows the password; null when the person is gone. */
  byPassword(tenantId: TenantId, userId: string, context: LogInContext): Promise<SessionGrant | null> {
    return this.as(tenantId, { userId, context, isProved: context.device !== null });
  }

  private async as(
    tenantId: TenantId,
    { userId, context, isProved }: { readonly userId: string; readonly context: SignInContext; readonly isProved: boolean },
  ): Promise<SessionGrant | null> {
    // before the session is there: a ban that comes now waits, and ends it with the others
    if (!mayEnter(await this.tenants.holdStatus(tenantId))) throw new DomainError('auth.account_banned');
    const user = await this.users.byId(tenantId, userId);
    if (!user) return null;
    await this.users.markSeen(tenantId, userId);
    const grant = await this.sessions.start(tenantId, user, context);
    await this.devices.arrive(tenantId, { userId, origin: context.origin, isProved });
    const record = { action: 'user.login_succeeded' as const, targetType: 'user' as const, targetId: userId };
    await this.audit.record({ kind: 'subject', tenantId, userId, name: user.name, origin: context.origin }, record);
    this.signals.succeeded(tenantId, userId, context.origin);
    return grant;
  }
}
