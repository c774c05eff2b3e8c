import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { EventPublisher } from '../../../platform/events/event-publisher.js';
import { AuditLog, changesBetween } from '../../audit/index.js';
import { UserEmailVerified } from '../events/user-email-verified.event.js';
import { UserRepository } from '../persistence/user.repository.js';
import { OneTimeLinks } from './one-time-links.js';
import type { SessionGrant, SignInContext } from './session.service.js';
import { SignIn } from './sign-in.js';

/** Opens the account of whoever holds the link of the welcome mail, and signs them in. */
@Injectable()
export class EmailVerificationService {
  constructor(
    private readonly links: OneTimeLinks,
    private readonly users: UserRepository,
    private readonly signIn: SignIn,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly events: EventPublisher,
  ) {}

  async verify(token: string, context: SignInContext): Promise<SessionGrant> {
    const tenantId = await this.links.tenantOf(token, 'verify_email');
    return this.unitOfWork.run(tenantId, async () => {
      const userId = await this.links.spend(tenantId, token, 'verify_email');
      await this.markVerified(tenantId, userId, context);
      const grant = await this.signIn.byLink(tenantId, userId, context);
      if (!grant) throw new DomainError('auth.token_invalid');
      return grant;
    });
  }

  private async markVerified(tenantId: TenantId, userId: string, { origin }: SignInContext): Promise<void> {
    const user = await this.users.byId(tenantId, userId);
    if (!user || user.emailVerifiedAt) return;
    const verified = await this.users.markVerified(tenantId, userId);
    const changes = changesBetween({ emailVerifiedAt: null }, { emailVerifiedAt: verified }, ['emailVerifiedAt']);
    const record = { action: 'user.email_verified' as const, targetType: 'user' as const, targetId: userId, changes };
    await this.audit.record({ kind: 'subject', tenantId, userId, name: user.name, origin }, record);
    await this.events.publish(tenantId, new UserEmailVerified({ userId }));
  }
}
