import { Injectable } from '@nestjs/common';
import type { RevokedSessions, RevokeSessions, UnlockedSignIn } from '@orbisvoice/shared-dto';
import type { AuditAction } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import { tenantIdOf, type TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { AuditLog, type AuditValue, factsAsChanges } from '../../audit/index.js';
import { SessionService, SignInHelp } from '../../auth/index.js';
import { UserDesk } from './user-desk.service.js';

interface Deed {
  readonly action: AuditAction;
  readonly userId: string;
  readonly tenantId: TenantId;
  readonly facts: Readonly<Record<string, AuditValue>>;
}

/** What staff do to somebody's way in. Nothing of it lets staff in: mails go to the person's mailbox, and sessions only end. */
@Injectable()
export class UserActions {
  constructor(
    private readonly desk: UserDesk,
    private readonly help: SignInHelp,
    private readonly sessions: SessionService,
    private readonly audit: AuditLog,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Ends one session or all of them. The reader's own, that asks, stays: who wants to leave logs out.
   * @throws DomainError `admin.user_not_found`; `admin.session_not_found` for one that is over, or somebody else's
   */
  async revokeSessions(actor: Actor, userId: string, { sessionId, reason }: RevokeSessions): Promise<RevokedSessions> {
    const tenantId = tenantIdOf((await this.desk.row(userId)).tenantId);
    const which = { userId, except: actor.sessionId, ...(sessionId !== undefined && { only: sessionId }) };
    return this.unitOfWork.run(tenantId, async () => {
      const ended = await this.sessions.end(tenantId, which, 'revoked_by_staff');
      if (sessionId !== undefined && ended === 0) throw new DomainError('admin.session_not_found');
      await this.record(actor, {
        action: 'admin.sessions_revoked',
        userId,
        tenantId,
        facts: { session: sessionId ?? 'all', ended, reason },
      });
      return { ended };
    });
  }

  /** @throws DomainError `admin.user_not_found`; `auth.account_banned` for whom a new password opens nothing; `request.rate_limited` */
  async sendPasswordReset(actor: Actor, userId: string, reason: string): Promise<void> {
    const { tenantId: id, tenantStatus, email } = await this.desk.row(userId);
    if (tenantStatus === 'banned' || tenantStatus === 'deleted') throw new DomainError('auth.account_banned');
    const tenantId = tenantIdOf(id);
    await this.help.beforeMail(email);
    await this.unitOfWork.run(tenantId, async () => {
      await this.help.mailReset(tenantId, userId);
      await this.record(actor, { action: 'admin.password_reset_sent', userId, tenantId, facts: { reason } });
    });
  }

  /** @throws DomainError `admin.user_not_found`; `admin.user_verified` when there is nothing left to prove; `request.rate_limited` */
  async resendVerification(actor: Actor, userId: string, reason: string): Promise<void> {
    const { tenantId: id, emailVerifiedAt, email } = await this.desk.row(userId);
    if (emailVerifiedAt !== null) throw new DomainError('admin.user_verified');
    const tenantId = tenantIdOf(id);
    await this.help.beforeMail(email);
    await this.unitOfWork.run(tenantId, async () => {
      await this.help.mailVerification(tenantId, userId);
      await this.record(actor, { action: 'admin.verification_resent', userId, tenantId, facts: { reason } });
    });
  }

  /** Lifts the brakes on guesses at this account; those on the networks the guesses came from stay. @throws DomainError `admin.user_not_found` */
  async unlock(actor: Actor, userId: string, reason: string): Promise<UnlockedSignIn> {
    const { tenantId: id, email } = await this.desk.row(userId);
    const tenantId = tenantIdOf(id);
    // on record first: a brake that is off without a word would be worse than a word without effect
    await this.unitOfWork.run(tenantId, () =>
      this.record(actor, { action: 'admin.sign_in_unlocked', userId, tenantId, facts: { reason } }),
    );
    return { brakes: await this.help.unlock(email) };
  }

  private async record(actor: Actor, { action, userId, tenantId, facts }: Deed): Promise<void> {
    await this.audit.record(actor, { action, targetType: 'user', targetId: userId, changes: factsAsChanges(facts), tenantId });
  }
}
