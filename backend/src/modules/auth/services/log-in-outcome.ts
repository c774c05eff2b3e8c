import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { EventPublisher } from '../../../platform/events/event-publisher.js';
import { AuditLog } from '../../audit/index.js';
import { EmailVerificationRequested } from '../events/email-verification-requested.event.js';
import type { Identity } from '../persistence/all-tenants-identity.repository.js';
import { UserRepository } from '../persistence/user.repository.js';
import { BrakesService } from './brakes.service.js';
import type { LogInContext, SessionGrant, SignInContext } from './session.service.js';
import { SignIn } from './sign-in.js';

/** Writes down how a log-in went. */
@Injectable()
export class LogInOutcome {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly signIn: SignIn,
    private readonly brakes: BrakesService,
    private readonly audit: AuditLog,
    private readonly events: EventPublisher,
    private readonly users: UserRepository,
  ) {}

  /** `stronger` is a hash of the same password by today's parameters, when the stored one is weaker (ASVS 11.4.2). */
  async succeeded({ tenantId, userId }: Identity, context: LogInContext, stronger: string | null): Promise<SessionGrant> {
    const grant = await this.unitOfWork.run(tenantId, async () => {
      if (stronger) await this.users.change(tenantId, userId, { passwordHash: stronger });
      return this.signIn.byPassword(tenantId, userId, context);
    });
    // removed between the look-up and here: as if the address were unknown
    if (!grant) throw new DomainError('auth.invalid_credentials');
    return grant;
  }

  async failed({ tenantId, userId }: Identity, { origin }: SignInContext): Promise<void> {
    const record = { action: 'user.login_failed' as const, targetType: 'user' as const, targetId: userId };
    await this.unitOfWork.run(tenantId, () => this.audit.record({ kind: 'anonymous', tenantId, origin }, record));
  }

  /** The right password of an address that is still to be proved: the link goes out again. @throws DomainError `auth.email_unverified` */
  async unverified({ tenantId, userId }: Identity, email: string): Promise<never> {
    if (await this.brakes.mayMail(email)) {
      await this.unitOfWork.run(tenantId, () => this.events.publish(tenantId, new EmailVerificationRequested({ userId })));
    }
    throw new DomainError('auth.email_unverified');
  }
}
